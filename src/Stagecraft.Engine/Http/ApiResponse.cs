using System.Text.Json;

using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>An answer, read to its end: its head, and the body of an error.</summary>
internal record ApiResponse
{
    public required int Status { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>When the attempt went out, as a timestamp of the clock: what the answer says is at least as fresh.</summary>
    public long SentAt { get; init; }

    public required RateLimitHeaders Limits { get; init; }

    /// <summary>The body where the status is no success; null where there was more of it than is read.</summary>
    public ReadOnlyMemory<byte>? ErrorBody { get; init; }

    /// <summary>Why the body of a success could not be read; null where it could.</summary>
    public JsonException? Unreadable { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;
}
