using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.Engine.Http;

/// <summary>The body of a good answer, read while it arrives: only a few kilobytes of it are in memory at a time.</summary>
internal sealed class ResponseBody(string? mediaType, Stream stream)
{
    private const int Chunk = 16 * 1024;

    /// <summary>The body, which must be one JSON value of this shape and nothing else.</summary>
    /// <exception cref="JsonException">It is something else, or too large.</exception>
    /// <exception cref="IOException">It breaks off, or cannot be unpacked.</exception>
    public async ValueTask<T> ReadJsonAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        DemandJson();
        return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("it is null");
    }

    /// <summary>Holds for the answer to a delete: no body, or at least none from somebody else.</summary>
    /// <returns>True.</returns>
    /// <exception cref="JsonException">The body does not call itself JSON, or is too large.</exception>
    /// <exception cref="IOException">It breaks off, or cannot be unpacked.</exception>
    public async ValueTask<bool> IsEmptyOrJsonAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Chunk];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
        {
            DemandJson();
        }

        return true;
    }

    private void DemandJson()
    {
        if (!string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new JsonException($"its content type is {mediaType ?? "missing"}");
        }
    }
}
