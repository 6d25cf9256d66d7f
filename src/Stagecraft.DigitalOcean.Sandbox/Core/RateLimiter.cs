using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The documented limits: per hour, per minute, and a special one for the list of SSH keys. All windows slide.</summary>
internal sealed class RateLimiter
{
    private const int PerHour = 5000;

    private readonly SlidingWindow _hour = new(PerHour, TimeSpan.FromHours(1));
    private readonly SlidingWindow _minute = new(250, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow _keyLists = new(10, TimeSpan.FromMinutes(1));

    /// <summary>Counts the request, or refuses it without counting it.</summary>
    public void Admit(DateTimeOffset now, bool isKeyList)
    {
        if (_hour.IsFull(now))
            throw ApiRefusal.TooManyRequests();
        if (_minute.IsFull(now))
            throw Burst(now);
        if (isKeyList && _keyLists.IsFull(now))
            throw ApiRefusal.TooManyRequests();

        _hour.Add(now);
        _minute.Add(now);
        if (isKeyList)
            _keyLists.Add(now);
    }

    /// <summary>Adds the headers that every answer has; what a refusal says already stays.</summary>
    public void Describe(Dictionary<string, string> headers, DateTimeOffset now)
    {
        headers.TryAdd("ratelimit-limit", Text(PerHour));
        headers.TryAdd("ratelimit-remaining", Text(_hour.Remaining(now)));
        headers.TryAdd("ratelimit-reset", Text(Ceiling(_hour.NextFree(now) - DateTimeOffset.UnixEpoch)));
    }

    private ApiRefusal Burst(DateTimeOffset now)
    {
        var refusal = ApiRefusal.TooManyRequests();
        refusal.Headers["ratelimit-remaining"] = "0";
        refusal.Headers["retry-after"] = Text(Ceiling(_minute.NextFree(now) - now));
        return refusal;
    }

    private static long Ceiling(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
