namespace Stagecraft.DigitalOcean.Api;

/// <summary>Counts requests in a sliding time window, as a server may count them. A request reaches the server at an unknown time between
/// its start and its end. It therefore counts from its start until the window has passed after its end, so that the server never counts
/// more than the limit in a window.</summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<TimeSpan> _ends = new();
    private int _inFlight;

    public void Start() => _inFlight++;

    /// <summary>A request ended that the server may have counted several times.</summary>
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

    /// <summary>The delay until one more request stays within the limit: zero for none, null if it depends on a request in
    /// flight.</summary>
    public TimeSpan? WaitFor(TimeSpan now, int limit)
    {
        int excess = Count(now) - limit + 1;
        return excess <= 0 ? TimeSpan.Zero : excess > _ends.Count ? null : _ends.ElementAt(excess - 1) + length - now;
    }
}
