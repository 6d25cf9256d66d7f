namespace Stagecraft.Aws.Api.Client;

/// <summary>A token bucket whose rate is halved by refusals and recovers without them.</summary>
/// <param name="capacity">The documented capacity.</param>
/// <param name="perSecond">The documented number of tokens that are added per second.</param>
internal sealed class TokenBucket(int capacity, double perSecond)
{
    private const double SmallestFactor = 1.0 / 16;

    // Polling has a tenth while working requests wait.
    private const int PollShare = 10;

    private static readonly TimeSpan RecoveryTime = TimeSpan.FromSeconds(30);

    private double _tokens = capacity;
    private double _pollTokens = Math.Max(1, capacity / PollShare);
    private double _factor = 1;
    private int _inFlight;
    private TimeSpan _at;
    private TimeSpan _changedAt;
    private TimeSpan _refusedUntil;

    /// <summary>The delay until a request may be sent; zero for none.</summary>
    public TimeSpan WaitFor(TimeSpan now, bool isPoll)
    {
        Refill(now);
        double missing = Math.Max(1 - _tokens, isPoll ? (1 - _pollTokens) * PollShare : 0);
        TimeSpan wait = missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / (perSecond * _factor));
        return wait > _refusedUntil - now ? wait : _refusedUntil - now;
    }

    public void Take(bool isPoll)
    {
        _tokens--;
        _inFlight++;
        _pollTokens = isPoll ? Math.Max(0, _pollTokens - 1) : _pollTokens;
    }

    /// <summary>A request ended, which took one token, several or none.</summary>
    public void End(TimeSpan now, int requests)
    {
        Refill(now);
        _inFlight--;
        _tokens += 1 - requests;
    }

    public int Left(TimeSpan now)
    {
        Refill(now);
        return _refusedUntil > now ? 0 : (int)Math.Max(0, _tokens);
    }

    public bool HasSpare(TimeSpan now) => Left(now) > capacity / 2;

    /// <summary>A request was refused: the bucket is empty, and others use its tokens too. Requests that were in flight together count as
    /// one refusal.</summary>
    public void Refused(TimeSpan now, TimeSpan wait)
    {
        Refill(now);
        _tokens = Math.Min(0, _tokens);
        if (now >= _refusedUntil)
        {
            _factor = Math.Max(SmallestFactor, _factor / 2);
            _changedAt = now;
        }

        _refusedUntil = now + wait > _refusedUntil ? now + wait : _refusedUntil;
    }

    private void Refill(TimeSpan now)
    {
        // A request takes its token when it arrives. Until its response, that token may still fill a place in the bucket of AWS.
        double added = (now - _at).TotalSeconds * perSecond * _factor;
        _tokens = Math.Min(capacity - _inFlight, _tokens + added);
        _pollTokens = Math.Min(Math.Max(1, capacity / PollShare), _pollTokens + (added / PollShare));
        _at = now;
        for (; _factor < 1 && now - _changedAt >= RecoveryTime; _changedAt += RecoveryTime)
        {
            _factor *= 2;
        }
    }
}
