using System.Text.Json;

namespace Stagecraft.Engine.Http;

/// <summary>A body with a maximum size, whatever its headers state. Forward reads only.</summary>
internal sealed class BodyStream(Stream inner, int limit) : Stream
{
    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <exception cref="JsonException">The body is larger than the limit.</exception>
    /// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _read += read;
            return _read <= limit ? read : throw new JsonException("it is too large");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The first is the exception of gzip and deflate, the second that of Brotli.
            throw new RequestException("the response is compressed and cannot be decompressed", e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
