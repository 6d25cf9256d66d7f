namespace Stagecraft.DigitalOcean.Api;

/// <summary>The documented rate limits, without a clock and without waiting. Times are measured by a monotonic clock from some start, and
/// never decrease. It counts the requests of this process, and uses the headers of responses for the requests of other clients with the
/// same token.</summary>
internal sealed class RequestBudget : IRateLimits
{
    /// <summary>The number of requests in flight.</summary>
    public const int MaxInFlight = ApiSocket.MaxConnections;

    public const int PerMinute = 250;
    public const int PerHour = 5000;
    public const int KeyListsPerMinute = 10;

    /// <summary>The name of the limit of SSH key lists.</summary>
    public const string Keys = "keys";

    /// <summary>The minimum share of the minute, however much other clients use the token.</summary>
    public const int SmallestShare = 25;

    // Longer than the documented windows by 0.5 s and 1 s: server clocks round, and clocks drift within an hour.
    private static readonly TimeSpan MinuteSpan = TimeSpan.FromSeconds(60.5);
    private static readonly TimeSpan HourSpan = TimeSpan.FromSeconds(3601);

    // A later reset is not trusted: one request per minute costs little, and a wrong header cannot block requests for an hour.
    private static readonly TimeSpan MaxHold = TimeSpan.FromSeconds(60);

    private readonly SlidingWindow _minute = new(MinuteSpan);
    private readonly SlidingWindow _hour = new(HourSpan);
    private readonly SlidingWindow _keys = new(MinuteSpan);
    private readonly SlidingWindow _minutePolls = new(MinuteSpan);
    private readonly SlidingWindow _hourPolls = new(HourSpan);
    private readonly SlidingWindow _refusals = new(MinuteSpan);

    private int _inFlight;

    // How many may be in flight together: fewer after other clients have used up the limit.
    private int _width = MaxInFlight;
    private int _passedAtWidth;
    private int _hourLimit = PerHour;
    private int _share = PerMinute;
    private TimeSpan _shareUntil;
    private int? _left;
    private TimeSpan _resetAt;
    private TimeSpan _keysRefusedUntil;
    private TimeSpan _burstRefusedUntil;

    /// <summary>The limit of the hour, and the remaining requests as the last response stated them; null if no response did.</summary>
    public (int Limit, int? Left) Hour => (_hourLimit, _left);

    /// <summary>Whether a request may be sent now. Polling is limited to a tenth while working requests wait.</summary>
    public ThrottleDecision Check(TimeSpan now, RequestKind request, bool othersQueue)
    {
        if (_inFlight >= _width)
        {
            return ThrottleDecision.Busy;
        }

        int perMinute = ShareOfMinute(now);
        ThrottleDecision hold = ThrottleDecision.None
            .And(_minute.WaitFor(now, perMinute), "minute")
            .And(_burstRefusedUntil - now, "minute")
            .And(_hour.WaitFor(now, _hourLimit), "hour")
            .And(WaitForReset(now), "hour");
        if (request.Limit == Keys)
        {
            hold = hold.And(_keys.WaitFor(now, KeyListsPerMinute), Keys).And(_keysRefusedUntil - now, Keys);
        }

        if (request.Priority == RequestPriority.Polling && othersQueue)
        {
            hold = hold.And(_minutePolls.WaitFor(now, Tenth(perMinute)), "minute").And(_hourPolls.WaitFor(now, Tenth(_hourLimit)), "hour");
        }

        return hold;
    }

    /// <summary>Whether more than half of the limit of the minute is free.</summary>
    public bool HasSpare(TimeSpan now) => Left(now) > PerMinute / 2;

    /// <summary>How many more requests the limits of the minute and of the hour permit.</summary>
    public int Left(TimeSpan now)
    {
        if (_burstRefusedUntil > now || WaitForReset(now) != TimeSpan.Zero)
        {
            return 0;
        }

        int left = Math.Min(ShareOfMinute(now) - _minute.Count(now), _hourLimit - _hour.Count(now));
        return Math.Max(0, _left is > 0 and { } remaining ? Math.Min(left, remaining) : left);
    }

    /// <summary>A request is sent.</summary>
    public void Start(RequestKind request)
    {
        _inFlight++;
        _left--;
        foreach (SlidingWindow window in WindowsOf(request))
        {
            window.Start();
        }
    }

    /// <summary>A request ended. The server counted no request if none was sent, several if the HTTP stack repeated it.</summary>
    public void End(TimeSpan now, RequestKind request, int requests)
    {
        _inFlight--;
        foreach (SlidingWindow window in WindowsOf(request))
        {
            window.End(now, requests);
        }

        if (_width < MaxInFlight && requests > 0 && ++_passedAtWidth >= _width)
        {
            _width++;
            _passedAtWidth = 0;
        }
    }

    /// <summary>Uses the headers of a response that was not a refusal. Called after <see cref="End"/>.</summary>
    public void Learn(TimeSpan now, RateLimitHeaders headers)
    {
        if (headers.Limit is > 0 and { } limit)
        {
            _hourLimit = limit;
        }

        if (headers.Remaining is { } remaining)
        {
            // The header may not include the requests in flight.
            _left = remaining - _inFlight;
            _resetAt = now + TimeSpan.FromTicks(Math.Clamp(headers.UntilReset?.Ticks ?? 0, 0, MaxHold.Ticks));
        }
    }

    /// <summary>The API refused a request: requests of its kind are delayed. A burst is refused by the limit of the minute, not by that of
    /// the hour.</summary>
    public void Refused(TimeSpan now, RequestKind request, bool isBurst, TimeSpan wait)
    {
        if (request.Limit == Keys)
        {
            _keysRefusedUntil = Later(_keysRefusedUntil, now + wait);
        }
        else if (isBurst)
        {
            // This process alone stays below the limit, so other clients use the rest, and keep it for another minute.
            _refusals.Start();
            _refusals.End(now, 1);
            int own = Math.Max(_minute.Count(now) - _refusals.Count(now), SmallestShare);
            _share = now < _shareUntil ? Math.Min(_share, own) : own;
            _shareUntil = Later(_shareUntil, now + wait + MinuteSpan);
            _burstRefusedUntil = Later(_burstRefusedUntil, now + wait);

            // Every request in flight at the limit is refused: few are sent together, and more after successful ones.
            _width = 1;
            _passedAtWidth = 0;
        }
        else
        {
            // A reset time that was stated before the limit was reached does not apply to this refusal.
            _resetAt = _left is <= 0 ? Later(_resetAt, now + wait) : now + wait;
            _left = 0;
        }
    }

    private int ShareOfMinute(TimeSpan now) => now < _shareUntil ? _share : PerMinute;

    // The server has counted the whole limit of the hour. Only one request is free at the reset, so the next requests are sent one by one,
    // until a response states that there are more.
    private TimeSpan? WaitForReset(TimeSpan now) =>
        _left is null or > 0 ? TimeSpan.Zero
        : _resetAt > now ? _resetAt - now
        : _inFlight == 0 ? TimeSpan.Zero
        : null;

    private SlidingWindow[] WindowsOf(RequestKind request) =>
    [
        _minute,
        _hour,
        .. request.Limit == Keys ? [_keys] : Array.Empty<SlidingWindow>(),
        .. request.Priority == RequestPriority.Polling ? [_minutePolls, _hourPolls] : Array.Empty<SlidingWindow>(),
    ];

    private static int Tenth(int limit) => Math.Max(1, limit / 10);

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
