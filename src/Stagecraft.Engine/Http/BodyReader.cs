using System.Buffers;
using System.Text.Json;

namespace Stagecraft.Engine.Http;

/// <summary>Reads a small body at once: that of an error.</summary>
internal static class BodyReader
{
    private const int Chunk = 4 * 1024;

    /// <summary>The body, or null where it is larger than the limit of its stream.</summary>
    /// <exception cref="IOException">It breaks off, or cannot be unpacked.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(BodyStream stream, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>(Chunk);
        try
        {
            while (await stream.ReadAsync(buffer.GetMemory(Chunk), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                buffer.Advance(read);
            }

            return buffer.WrittenMemory;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
