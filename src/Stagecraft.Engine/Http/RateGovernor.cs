using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;

namespace Stagecraft.Engine.Http;

/// <summary>Holds requests back until the API's rate limits have room. One for all clients that share a token.</summary>
internal sealed class RateGovernor : IDisposable
{
    // Shorter waits are not worth a line to the user.
    private static readonly TimeSpan ShortestAnnounced = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly RequestBudget _budget = new();
    private readonly GovernorQueue _queue = new();
    private readonly ThrottledTime _held = new();
    private readonly Queue<TaskCompletionSource> _passed = new();
    private bool _isReleasing;
    private TimeSpan _announcedUntil;

    public RateGovernor(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((RateGovernor)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long, so far, at least one request was held back by the rate limit. Several at a time count once.</summary>
    public TimeSpan TotalWaited
    {
        get
        {
            lock (_gate)
            {
                return _held.Total(Now);
            }
        }
    }

    /// <summary>How many requests may go at once, by the limits of the minute and of the hour.</summary>
    public int RequestsLeft
    {
        get
        {
            lock (_gate)
            {
                return _budget.Left(Now);
            }
        }
    }

    /// <summary>The hour's requests and those left of them, as far as answers said.</summary>
    public (int Limit, int? Left) Hour
    {
        get
        {
            lock (_gate)
            {
                return _budget.Hour;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>Completes when the request may go. Each pass is followed by one <see cref="Leave"/>.</summary>
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

    /// <summary>A request that had passed has ended.</summary>
    /// <param name="request">Its kind.</param>
    /// <param name="requests">How many it was for the server: none if it was not sent after all.</param>
    /// <param name="answer">The headers of its answer, unless that was a refusal by the rate limit.</param>
    public void Leave(RequestKind request, int requests, RateLimitHeaders answer)
    {
        lock (_gate)
        {
            _budget.End(Now, request, requests);
            _budget.Learn(Now, answer);
        }

        Pump();
    }

    /// <summary>The rate limit refused a request: it and its like are held back for a while, which counts as waiting.</summary>
    public void Refused(RequestKind request, bool isBurst, TimeSpan wait)
    {
        lock (_gate)
        {
            _budget.Refused(Now, request, isBurst, wait);
            _held.RefusedUntil(Now, Now + wait);
        }

        Pump();
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
        RateLimitWait? announcement;
        lock (_gate)
        {
            TimeSpan now = Now;
            while (_queue.TakeNext(now, _budget) is { } waiter)
            {
                waiter.Cancellation.Unregister();
                if (now > waiter.Since)
                {
                    EngineTelemetry.Waits.Record((now - waiter.Since).TotalSeconds);
                }

                _passed.Enqueue(waiter.Pass);
            }

            ThrottleDecision hold = _queue.Hold;
            _held.Set(now, hold.Limit is not null);
            _timer.Change(RoundUp(hold), Timeout.InfiniteTimeSpan);
            (listener, announcement) = Announce(now, hold);
        }

        if (announcement is not null)
        {
            listener?.Report(announcement);
        }

        Release();
    }

    // What waited continues right here. It may well end or begin other requests, so that this is called again from inside: the
    // outermost call then does the work, or a thousand requests would be a thousand calls deep.
    private void Release()
    {
        bool isMine = false;
        while (true)
        {
            TaskCompletionSource? pass;
            lock (_gate)
            {
                if (_isReleasing && !isMine)
                {
                    return;
                }

                _isReleasing = isMine = _passed.TryDequeue(out pass);
            }

            if (pass is null)
            {
                return;
            }

            pass.TrySetResult();
        }
    }

    private (IProgress<InfraEvent>? Listener, RateLimitWait? Announcement) Announce(TimeSpan now, ThrottleDecision hold)
    {
        if (hold is not { Wait: { } wait, Limit: { } limit } || wait < ShortestAnnounced || now < _announcedUntil)
        {
            return default;
        }

        _announcedUntil = now + wait;
        return (_queue.First?.Progress, new RateLimitWait(wait, limit));
    }

    // Timers count whole milliseconds.
    private static TimeSpan RoundUp(ThrottleDecision hold) =>
        hold is { Wait: { } wait, MayGo: false }
            ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds))
            : Timeout.InfiniteTimeSpan;
}
