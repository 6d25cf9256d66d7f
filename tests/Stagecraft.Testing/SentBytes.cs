namespace Stagecraft.Testing;

/// <summary>The bytes of a request leave the client before the network delays it, as over a socket.</summary>
internal static class SentBytes
{
    public static Task OfAsync(HttpRequestMessage request) => request.Content?.LoadIntoBufferAsync() ?? Task.CompletedTask;
}
