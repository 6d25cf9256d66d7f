using System.Buffers;
using System.Text.Json;

namespace Stagecraft.Engine.Http;

/// <summary>Reads the whole body of an error.</summary>
internal static class BodyReader
{
    private const int Chunk = 4 * 1024;

    /// <summary>The body, or null if it is larger than the limit of the stream.</summary>
    /// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
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
