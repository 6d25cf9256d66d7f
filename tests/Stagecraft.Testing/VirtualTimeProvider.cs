namespace Stagecraft.Testing;

/// <summary>
/// A clock that advances only when all code waits; then it jumps to the next timer. All code under it runs on the thread that
/// called <see cref="Run{T}"/>, in an order that depends on nothing but the code: the same run, every time.
/// </summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    private readonly DateTimeOffset _start;
    private readonly SortedSet<VirtualTimer> _armed = new(VirtualTimer.DueOrder);
    private TimeSpan _elapsed;
    private long _created;
    private int? _thread;

    public VirtualTimeProvider(DateTimeOffset? start = null) => _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The maximum virtual time; exceeding it means that something waits forever.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Elapsed => _elapsed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new VirtualTimer(this, callback, state, _created++);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs the body to its end on this thread, letting time pass whenever all of it waits.</summary>
    /// <exception cref="InvalidOperationException">The body waits for something that no timer will bring.</exception>
    public void Run(Func<Task> body) => Run(async () =>
    {
        await body().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc cref="Run(Func{Task})"/>
    public T Run<T>(Func<Task<T>> body)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            Task<T> task = body();
            while (!task.IsCompleted)
            {
                FireNext();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = null;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void FireNext()
    {
        VirtualTimer next = _armed.Min
            ?? throw new InvalidOperationException($"Deadlock: the body is not complete after {_elapsed} and no timer is left.");
        if (next.Due > Limit)
        {
            throw new InvalidOperationException($"The body is not complete after {_elapsed}.");
        }

        if (next.Due > _elapsed)
        {
            _elapsed = next.Due;
        }

        next.Fire();
    }

    private void Arm(VirtualTimer timer, TimeSpan? due)
    {
        if (_thread is { } thread && thread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException("A continuation left the virtual clock's thread.");
        }

        _armed.Remove(timer);
        if (due is null)
        {
            return;
        }

        timer.Due = _elapsed + due.Value;
        _armed.Add(timer);
    }

    private sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state, long number) : ITimer
    {
        public static readonly Comparer<VirtualTimer> DueOrder =
            Comparer<VirtualTimer>.Create((a, b) => (a.Due, a.Number).CompareTo((b.Due, b.Number)));

        private TimeSpan _period;
        private bool _disposed;

        public TimeSpan Due { get; set; }

        private long Number { get; } = number;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            clock.Arm(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
            return true;
        }

        public void Fire()
        {
            clock.Arm(this, _period > TimeSpan.Zero ? _period : null);
            callback(state);
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Arm(this, null);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
