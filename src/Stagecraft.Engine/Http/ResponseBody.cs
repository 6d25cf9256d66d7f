using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.Engine.Http;

/// <summary>The body of a successful response, read as a stream: only a few kilobytes are in memory at a time.</summary>
internal sealed class ResponseBody(string? mediaType, Stream stream)
{
    private const int Chunk = 16 * 1024;

    private bool IsJson => string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the body, which must be one JSON value of this type.</summary>
    /// <exception cref="JsonException">The body is invalid or too large.</exception>
    /// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
    public async ValueTask<T> ReadJsonAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        await EnsureTypeAsync(IsJson, cancellationToken).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException("it is null");
    }

    /// <summary>Reads the whole body.</summary>
    /// <param name="mediaTypes">The content types of responses from the API, in lowercase.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="JsonException">The content type is another one, or the body is too large.</exception>
    /// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
    public async ValueTask<MemoryStream> ReadAllAsync(IReadOnlyList<string> mediaTypes, CancellationToken cancellationToken)
    {
        await EnsureTypeAsync(mediaType is not null && mediaTypes.Contains(mediaType.ToLowerInvariant()), cancellationToken)
            .ConfigureAwait(false);
        MemoryStream whole = new();
        await stream.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
        whole.Position = 0;
        return whole;
    }

    /// <summary>Reads the body of the response to a delete: empty, or JSON, so that it is not the page of a gateway.</summary>
    /// <returns>True.</returns>
    /// <exception cref="JsonException">The content type is not JSON, or the body is too large.</exception>
    /// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
    public async ValueTask<bool> IsEmptyOrJsonAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Chunk];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int length)
        {
            if (!IsJson)
            {
                throw new ContentTypeException(mediaType, buffer.AsMemory(0, length));
            }
        }

        return true;
    }

    private async ValueTask EnsureTypeAsync(bool isExpected, CancellationToken cancellationToken)
    {
        if (!isExpected)
        {
            byte[] page = new byte[Chunk];
            int length = await stream.ReadAtLeastAsync(page, Chunk, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            throw new ContentTypeException(mediaType, page.AsMemory(0, length));
        }
    }
}
