using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The documented limits: per hour, per minute, and a separate one for listing SSH keys. All windows are sliding.</summary>
internal sealed class RateLimiter
{
    public SlidingWindow Hour { get; } = new(5000, TimeSpan.FromHours(1));

    public SlidingWindow Minute { get; } = new(250, TimeSpan.FromMinutes(1));

    public SlidingWindow KeyLists { get; } = new(10, TimeSpan.FromMinutes(1));

    /// <summary>Counts the request, or rejects it without counting it.</summary>
    public void Admit(DateTimeOffset now, bool isKeyList)
    {
        if (Hour.IsFull(now))
        {
            throw ApiError.TooManyRequests();
        }

        if (Minute.IsFull(now))
        {
            throw MinuteLimitExceeded(now);
        }

        if (isKeyList && KeyLists.IsFull(now))
        {
            throw ApiError.TooManyRequests();
        }

        Hour.Add(now);
        Minute.Add(now);
        if (isKeyList)
        {
            KeyLists.Add(now);
        }
    }

    /// <summary>Adds the rate limit headers of every response; headers that an error set are kept.</summary>
    public void AddHeaders(Dictionary<string, string> headers, DateTimeOffset now)
    {
        headers.TryAdd("ratelimit-limit", Text(Hour.Limit));
        headers.TryAdd("ratelimit-remaining", Text(Hour.Remaining(now)));
        headers.TryAdd("ratelimit-reset", Text(Ceiling(Hour.NextFree(now) - DateTimeOffset.UnixEpoch)));
    }

    private ApiError MinuteLimitExceeded(DateTimeOffset now)
    {
        ApiError error = ApiError.TooManyRequests();
        error.Headers["ratelimit-remaining"] = "0";
        error.Headers["retry-after"] = Text(Ceiling(Minute.NextFree(now) - now));
        return error;
    }

    private static long Ceiling(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
