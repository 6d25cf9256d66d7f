namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A clock that moves only on request.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>The number of active timers.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(double seconds)
    {
        List<VirtualTimer> due;
        lock (_gate)
        {
            _now += TimeSpan.FromSeconds(seconds);
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        foreach (VirtualTimer? timer in due.OrderBy(timer => timer.Due))
        {
            timer.Fire();
        }
    }

    public void Set(VirtualTimer timer, TimeSpan? wait)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (wait is null)
            {
                return;
            }

            timer.Due = _now + wait.Value;
            _timers.Add(timer);
        }
    }
}
