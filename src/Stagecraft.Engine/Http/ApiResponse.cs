using System.Text.Json;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>A response, read to its end: its headers, and the body of an error.</summary>
internal record ApiResponse
{
    public required int Status { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>When the attempt was sent, as a timestamp of the clock. The content of the response is at least as recent.</summary>
    public long SentAt { get; init; }

    public required RateLimitHeaders Limits { get; init; }

    /// <summary>The body of an error; null if it is too large.</summary>
    public ReadOnlyMemory<byte>? ErrorBody { get; init; }

    /// <summary>Why the body of a success could not be read; null if it could.</summary>
    public JsonException? Unreadable { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;
}
