using System.Text.Json;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>An answer, read to its end.</summary>
internal sealed record HttpAnswer
{
    public required int Status { get; init; }

    public string? MediaType { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>When the attempt went out, as a timestamp of the clock: what the answer says is at least as fresh.</summary>
    public long SentAt { get; init; }

    public required RateLimitHeaders Limits { get; init; }

    /// <summary>Null where there was more of it than is read.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body, where it calls itself JSON.</summary>
    /// <exception cref="JsonException">It is something else, or too large.</exception>
    public ReadOnlyMemory<byte> Json()
    {
        if (Body is not { } body)
            throw new JsonException("it is too large");
        bool isJson = string.Equals(MediaType, "application/json", StringComparison.OrdinalIgnoreCase);
        return isJson ? body : throw new JsonException($"its content type is {MediaType ?? "missing"}");
    }

    /// <summary>Holds for the answer to a delete: no body, or at least none from somebody else.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public bool IsEmptyOrJson() => Body is { IsEmpty: true } || !Json().IsEmpty;
}
