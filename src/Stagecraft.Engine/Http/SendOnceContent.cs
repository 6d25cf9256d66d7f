using System.Net;

namespace Stagecraft.Engine.Http;

/// <summary>A body that can be written once. The HTTP stack writes it after the connection is established, together with the headers of the
/// request.</summary>
internal sealed class SendOnceContent(byte[] body, Func<bool>? precondition = null) : HttpContent
{
    private readonly SendOnce _once = new(precondition);

    /// <inheritdoc cref="SendOnce.IsWithdrawn"/>
    public bool IsWithdrawn => _once.IsWithdrawn;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _once.Use();
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    // For handlers that read it with the synchronous methods.
    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _once.Use();
        stream.Write(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
