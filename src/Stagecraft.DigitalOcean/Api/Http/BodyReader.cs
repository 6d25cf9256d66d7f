using System.Buffers;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Reads a body up to a limit, whatever its headers promise.</summary>
internal static class BodyReader
{
    private const int Chunk = 16 * 1024;

    // What a header promises is not set aside before it comes.
    private const int MostSetAside = 1024 * 1024;

    /// <summary>The body, or null where it is larger than the limit.</summary>
    /// <exception cref="IOException">It breaks off, or cannot be unpacked.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(content.Headers.ContentLength ?? 0, 0, MostSetAside) + Chunk);
            while (true)
            {
                int read = await ReadAsync(stream, buffer.GetMemory(Chunk), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return buffer.WrittenMemory;
                buffer.Advance(read);
                if (buffer.WrittenCount > limit)
                    return null;
            }
        }
    }

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The first is how gzip and deflate tell it, the second how Brotli does.
            throw new IOException("the answer is compressed and cannot be unpacked", e);
        }
    }
}
