namespace Stagecraft.Cli.Cloud;

/// <summary>A sandbox that listens.</summary>
/// <param name="Address">Where.</param>
/// <param name="Server">What stops it when disposed.</param>
internal sealed record RunningSandbox(Uri Address, IAsyncDisposable Server) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
