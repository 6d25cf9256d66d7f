using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>A response, read to its end: its headers, and the value of its body or the body of an error.</summary>
internal sealed record ApiResponse<T>
{
    public required int Status { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>When the attempt was sent, as a timestamp of the clock. The content of the response is at least as recent.</summary>
    public long SentAt { get; init; }

    public required RateLimitHeaders Limits { get; init; }

    /// <summary>Set if the status is a success and the body could be read.</summary>
    public T? Value { get; init; }

    /// <summary>The body of an error; null if it is too large.</summary>
    public ReadOnlyMemory<byte>? ErrorBody { get; init; }

    /// <summary>Why the body of a success could not be read; null if it could.</summary>
    public Exception? Unreadable { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;
}
