using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>
/// The documented rate limits, as arithmetic: no clock, no waiting. Time is what a steady clock says since some start. It counts
/// our own requests, and believes the answers' headers where others who share the token have used more.
/// </summary>
internal sealed class RequestBudget
{
    /// <summary>A request that passed goes out at once: as many are let through as one HTTP/2 connection takes, or as there are HTTP/1.1
    /// connections. All pages of ten thousand droplets are in flight together.</summary>
    public const int MaxInFlight = 64;

    public const int PerMinute = 250;
    public const int PerHour = 5000;
    public const int KeyListsPerMinute = 10;

    /// <summary>What others' use of the token cannot push our own share of the minute below.</summary>
    public const int SmallestShare = 25;

    // Half a second and a second more than the documented spans: server clocks round, and two clocks drift within an hour.
    private static readonly TimeSpan MinuteSpan = TimeSpan.FromSeconds(60.5);
    private static readonly TimeSpan HourSpan = TimeSpan.FromSeconds(3601);

    // A far reset is not believed for longer: a look a minute costs little, and a wrong header cannot stop us for an hour.
    private static readonly TimeSpan MaxHold = TimeSpan.FromSeconds(60);

    private readonly SlidingWindow _minute = new(MinuteSpan);
    private readonly SlidingWindow _hour = new(HourSpan);
    private readonly SlidingWindow _keys = new(MinuteSpan);
    private readonly SlidingWindow _minutePolls = new(MinuteSpan);
    private readonly SlidingWindow _hourPolls = new(HourSpan);
    private readonly SlidingWindow _refusals = new(MinuteSpan);

    private int _inFlight;

    // How many may be in flight together: fewer for a while where others use the token.
    private int _width = MaxInFlight;
    private int _passedAtWidth;
    private int _hourLimit = PerHour;
    private int _share = PerMinute;
    private TimeSpan _shareUntil;
    private int? _left;
    private TimeSpan _resetAt;
    private TimeSpan _keysRefusedUntil;
    private TimeSpan _burstRefusedUntil;

    /// <summary>What the answers said of the hour: how many requests it has, and how many are left; null where none said.</summary>
    public (int Limit, int? Left) Hour => (_hourLimit, _left);

    /// <summary>Whether a request may go now.</summary>
    /// <param name="now">Time since the start; never less than in an earlier call.</param>
    /// <param name="request">Which kind it is.</param>
    /// <param name="othersQueue">Whether working requests wait: then polling is kept to its tenth.</param>
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
        if (request.IsKeyList)
        {
            hold = hold.And(_keys.WaitFor(now, KeyListsPerMinute), "keys").And(_keysRefusedUntil - now, "keys");
        }

        if (request.Priority == RequestPriority.Polling && othersQueue)
        {
            hold = hold
                .And(_minutePolls.WaitFor(now, Tenth(perMinute)), "minute")
                .And(_hourPolls.WaitFor(now, Tenth(_hourLimit)), "hour");
        }

        return hold;
    }

    /// <summary>How many more requests the limits of the minute and of the hour have room for; none while they refuse.</summary>
    public int Left(TimeSpan now)
    {
        if (_burstRefusedUntil > now || WaitForReset(now) != TimeSpan.Zero)
        {
            return 0;
        }

        int left = Math.Min(ShareOfMinute(now) - _minute.Count(now), _hourLimit - _hour.Count(now));
        return Math.Max(0, _left is > 0 and { } told ? Math.Min(left, told) : left);
    }

    /// <summary>A request goes.</summary>
    public void Start(RequestKind request)
    {
        _inFlight++;
        _left--;
        foreach (SlidingWindow window in WindowsOf(request))
        {
            window.Start();
        }
    }

    /// <summary>A request ended.</summary>
    /// <param name="now">When.</param>
    /// <param name="request">Which kind it was.</param>
    /// <param name="requests">How many it was for the server: none if it was not sent after all, more if the transport repeated it.</param>
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

    /// <summary>Takes in the headers of an answer that was no refusal. Call it after <see cref="End"/>.</summary>
    public void Learn(TimeSpan now, RateLimitHeaders headers)
    {
        if (headers.Limit is > 0 and { } limit)
        {
            _hourLimit = limit;
        }

        if (headers.Remaining is { } remaining)
        {
            // Those in flight may not be counted in the answer yet.
            _left = remaining - _inFlight;
            _resetAt = now + TimeSpan.FromTicks(Math.Clamp(headers.UntilReset?.Ticks ?? 0, 0, MaxHold.Ticks));
        }
    }

    /// <summary>The API refused a request: its kind is held back for a while.</summary>
    /// <param name="now">When the refusal came.</param>
    /// <param name="request">What was refused.</param>
    /// <param name="isBurst">Whether the minute's limit refused it, not the hour's.</param>
    /// <param name="wait">For how long.</param>
    public void Refused(TimeSpan now, RequestKind request, bool isBurst, TimeSpan wait)
    {
        if (request.IsKeyList)
        {
            _keysRefusedUntil = Later(_keysRefusedUntil, now + wait);
        }
        else if (isBurst)
        {
            // Alone we stay under the limit, so others use the rest of it: leave it to them for a minute more.
            _refusals.Start();
            _refusals.End(now, 1);
            int ours = Math.Max(_minute.Count(now) - _refusals.Count(now), SmallestShare);
            _share = now < _shareUntil ? Math.Min(_share, ours) : ours;
            _shareUntil = Later(_shareUntil, now + wait + MinuteSpan);
            _burstRefusedUntil = Later(_burstRefusedUntil, now + wait);

            // Whatever is in flight when the limit is met is refused: so few go together, and more again as they pass.
            _width = 1;
            _passedAtWidth = 0;
        }
        else
        {
            // A reset learned while there was room says nothing about this refusal.
            _resetAt = _left is <= 0 ? Later(_resetAt, now + wait) : now + wait;
            _left = 0;
        }
    }

    private int ShareOfMinute(TimeSpan now) => now < _shareUntil ? _share : PerMinute;

    // The hour is used up by the server's count. Only one slot is free at the reset, so the next go one by one, until an answer
    // says that there is more.
    private TimeSpan? WaitForReset(TimeSpan now)
    {
        if (_left is null or > 0)
        {
            return TimeSpan.Zero;
        }

        if (_resetAt > now)
        {
            return _resetAt - now;
        }

        return _inFlight == 0 ? TimeSpan.Zero : null;
    }

    private IEnumerable<SlidingWindow> WindowsOf(RequestKind request)
    {
        yield return _minute;
        yield return _hour;
        if (request.IsKeyList)
        {
            yield return _keys;
        }

        if (request.Priority == RequestPriority.Polling)
        {
            yield return _minutePolls;
            yield return _hourPolls;
        }
    }

    private static int Tenth(int limit) => Math.Max(1, limit / 10);

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
