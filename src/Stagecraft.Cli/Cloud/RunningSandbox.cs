namespace Stagecraft.Cli.Cloud;

/// <summary>A running sandbox.</summary>
/// <param name="Server">The server; disposing it stops the sandbox.</param>
internal sealed record RunningSandbox(Uri Address, IAsyncDisposable Server) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
