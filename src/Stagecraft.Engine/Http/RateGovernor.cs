using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine.Http;

/// <summary>Delays requests so that the rate limits of the API are kept. All clients with the same credentials share one.</summary>
internal sealed class RateGovernor : IDisposable
{
    // Shorter waits are not reported.
    private static readonly TimeSpan ShortestReported = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly IRateLimits _limits;
    private readonly GovernorQueue _queue = new();
    private readonly ThrottledTime _throttled = new();
    private readonly Queue<TaskCompletionSource> _passed = new();
    private bool _isReleasing;
    private TimeSpan _reportedUntil;

    public RateGovernor(TimeProvider time, IRateLimits limits)
    {
        (_time, _limits) = (time, limits);
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((RateGovernor)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The total time during which the rate limit delayed at least one request.</summary>
    public TimeSpan TotalWaited => Locked(() => _throttled.Total(Now));

    /// <summary>How many requests the limits permit now, as far as they are known.</summary>
    public int RequestsLeft => Locked(() => _limits.Left(Now));

    /// <summary>Whether most of the limits is free, and no request waits.</summary>
    public bool HasSpareBudget
    {
        get
        {
            lock (_gate)
            {
                return _queue.Hold.Limit is null && _limits.HasSpare(Now);
            }
        }
    }

    /// <summary>Whether the limit of such requests delays one now.</summary>
    public bool Delays(RequestKind request) =>
        Locked(() => _limits.Check(Now, request, othersQueue: false).Limit is { } limit && limit == request.Limit);

    private TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>Completes when the request may be sent. Each completion requires one call of <see cref="Leave"/>.</summary>
    public Task EnterAsync(RequestKind request, IProgress<InfraEvent>? progress, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        QueuedRequest waiter = new QueuedRequest(request, Now, progress);
        lock (_gate)
        {
            _queue.Add(waiter);
        }

        Pump();
        if (!waiter.Pass.Task.IsCompleted)
        {
            waiter.Cancellation = cancellationToken.UnsafeRegister((_, token) => Cancel(waiter, token), null);
        }

        return waiter.Pass.Task;
    }

    /// <summary>A request has ended. The headers are those of its response, unless the rate limit refused it.</summary>
    public void Leave(RequestKind request, int requests, RateLimitHeaders headers)
    {
        lock (_gate)
        {
            _limits.End(Now, request, requests);
            _limits.Learn(Now, headers);
        }

        Pump();
    }

    /// <summary>The rate limit refused a request: requests of its kind are delayed, which counts as waiting.</summary>
    public void Refused(RequestKind request, bool isBurst, TimeSpan wait)
    {
        lock (_gate)
        {
            _limits.Refused(Now, request, isBurst, wait);
            _throttled.RefusedUntil(Now, Now + wait);
        }

        Pump();
    }

    /// <summary>Reads the limits while no request changes them.</summary>
    public T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Cancel(QueuedRequest waiter, CancellationToken token)
    {
        lock (_gate)
        {
            if (!_queue.Remove(waiter))
            {
                return;
            }
        }

        waiter.Pass.TrySetCanceled(token);
        Pump();
    }

    private void Pump()
    {
        IProgress<InfraEvent>? listener;
        RateLimitWait? report;
        lock (_gate)
        {
            TimeSpan now = Now;
            while (_queue.TakeNext(now, _limits) is { } waiter)
            {
                waiter.Cancellation.Unregister();
                if (now > waiter.Since)
                {
                    EngineTelemetry.Waits.Record((now - waiter.Since).TotalSeconds);
                }

                _passed.Enqueue(waiter.Pass);
            }

            ThrottleDecision hold = _queue.Hold;
            _throttled.Set(now, hold.Limit is not null);
            _timer.Change(RoundUp(hold), Timeout.InfiniteTimeSpan);
            (listener, report) = Report(now, hold);
        }

        if (report is not null)
        {
            listener?.Report(report);
        }

        Release();
    }

    // The continuations run here and can call this method again. The outermost call then releases all requests, which limits the depth of
    // the stack.
    private void Release()
    {
        bool isOutermost = false;
        while (true)
        {
            TaskCompletionSource? pass;
            lock (_gate)
            {
                if (_isReleasing && !isOutermost)
                {
                    return;
                }

                _isReleasing = isOutermost = _passed.TryDequeue(out pass);
            }

            if (pass is null)
            {
                return;
            }

            pass.TrySetResult();
        }
    }

    private (IProgress<InfraEvent>? Listener, RateLimitWait? Wait) Report(TimeSpan now, ThrottleDecision hold)
    {
        if (hold is not { Wait: { } wait, Limit: { } limit } || wait < ShortestReported || now < _reportedUntil)
        {
            return default;
        }

        _reportedUntil = now + wait;
        return (_queue.First?.Progress, new RateLimitWait(wait, limit));
    }

    // Timers have a resolution of one millisecond.
    private static TimeSpan RoundUp(ThrottleDecision hold) =>
        hold is { Wait: { } wait, MayGo: false }
            ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds))
            : Timeout.InfiniteTimeSpan;
}
