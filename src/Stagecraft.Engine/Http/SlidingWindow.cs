
namespace Stagecraft.Engine.Http;

/// <summary>
/// Counts requests over a sliding span of time, as a server may have seen them. A request reaches the server somewhere between its
/// start and its end, and we cannot know when: so it counts from its start until the span has passed after its end. However slow
/// the way was, the server then never sees more than the limit within the span.
/// </summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<TimeSpan> _ends = new();
    private int _inFlight;

    public void Start() => _inFlight++;

    /// <summary>One request ended that turned out to be this many for the server.</summary>
    public void End(TimeSpan now, int requests)
    {
        _inFlight--;
        for (int i = 0; i < requests; i++)
        {
            _ends.Enqueue(now);
        }
    }

    public int Count(TimeSpan now)
    {
        while (_ends.TryPeek(out TimeSpan end) && end + length <= now)
        {
            _ends.Dequeue();
        }

        return _inFlight + _ends.Count;
    }

    /// <summary>How long until one more request stays within the limit: zero for at once, null while only the end of a
    /// request in flight can tell.</summary>
    public TimeSpan? WaitFor(TimeSpan now, int limit)
    {
        int excess = Count(now) - limit + 1;
        if (excess <= 0)
        {
            return TimeSpan.Zero;
        }

        return excess > _ends.Count ? null : _ends.ElementAt(excess - 1) + length - now;
    }
}
