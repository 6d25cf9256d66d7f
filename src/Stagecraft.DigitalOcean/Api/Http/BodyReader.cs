using System.Buffers;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Reads a body up to a limit, whatever its headers promise.</summary>
internal static class BodyReader
{
    private const int Chunk = 16 * 1024;

    /// <summary>The body, or null where it is larger than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(content.Headers.ContentLength ?? 0, 0, limit) + Chunk);
            while (true)
            {
                int read = await stream.ReadAsync(buffer.GetMemory(Chunk), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return buffer.WrittenMemory;
                buffer.Advance(read);
                if (buffer.WrittenCount > limit)
                    return null;
            }
        }
    }
}
