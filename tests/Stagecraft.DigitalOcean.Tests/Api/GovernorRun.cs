using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>Requests through a governor to a server that only counts them.</summary>
internal sealed class GovernorRun(int hourLimit)
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly List<(RequestKind Kind, double At)> _counted = [];
    private readonly List<(RequestKind Kind, TimeSpan At, int Number)> _passed = [];
    private readonly List<TimeSpan> _polls = [];
    private readonly Dictionary<RequestKind, int> _numbers = [];
    private RateGovernor _governor = null!;
    private int _working;

    public int LeftWaiting { get; private set; }

    public int MaxPollsOfAMinuteWhileOthersQueued { get; private set; }

    /// <summary>Whether requests of one kind passed in their order.</summary>
    public bool IsInOrder =>
        _passed.GroupBy(p => p.Kind).All(lane => lane.Select(p => p.Number).SequenceEqual(lane.Select(p => p.Number).Order()));

    public void Play(IEnumerable<Arrival> arrivals)
    {
        _governor = new RateGovernor(_clock, new RequestBudget());
        Arrival[] all = [.. arrivals];
        LeftWaiting = all.Length;
        _clock.Run(async () =>
        {
            // A response states the limit of the hour.
            await _governor.EnterAsync(all[0].Kind, null, default);
            Count(all[0].Kind, _clock.Elapsed.TotalSeconds);
            Leave(all[0].Kind);
            await Task.WhenAll(all.Select(PassAsync));
        });
    }

    public IEnumerable<TimeSpan> PassedAt(RequestKind kind) => _passed.Where(p => p.Kind == kind).Select(p => p.At);

    /// <summary>The most that the server counted within any span of so many seconds.</summary>
    public int MaxWithin(double span, Func<RequestKind, bool> which)
    {
        double[] sorted = [.. _counted.Where(c => which(c.Kind)).Select(c => c.At).Order()];
        int most = 0;
        for (int first = 0, last = 0; last < sorted.Length; last++)
        {
            while (sorted[last] - sorted[first] > span)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>How many can be in flight together when all is over.</summary>
    public int FreeAtTheEnd()
    {
        int free = 0;
        RequestKind kind = new(RequestPriority.Working);
        _clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(2), _clock);
            using CancellationTokenSource enough = new();
            Task[] all =
            [
                .. Enumerable.Range(0, RequestBudget.MaxInFlight + 5).Select(_ => _governor.EnterAsync(kind, null, enough.Token)),
            ];
            free = all.Count(t => t.IsCompletedSuccessfully);
            enough.Cancel();
            await Task.WhenAll(all).ContinueWith(_ => { }, TaskContinuationOptions.ExecuteSynchronously);
        });
        return free;
    }

    private async Task PassAsync(Arrival arrival)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(arrival.At), _clock);
        int number = _numbers[arrival.Kind] = _numbers.GetValueOrDefault(arrival.Kind) + 1;
        bool works = arrival.Kind.Priority == RequestPriority.Working;
        using CancellationTokenSource? impatience = arrival.ReorderWindow is { } patience
            ? new(TimeSpan.FromMilliseconds(patience), _clock)
            : null;
        _working += works ? 1 : 0;
        try
        {
            await _governor.EnterAsync(arrival.Kind, null, impatience?.Token ?? default);
        }
        catch (OperationCanceledException)
        {
            LeftWaiting--;
            return;
        }
        finally
        {
            _working -= works ? 1 : 0;
        }

        LeftWaiting--;
        _passed.Add((arrival.Kind, _clock.Elapsed, number));
        NotePoll(arrival.Kind);
        double sent = _clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromMilliseconds(arrival.PendingRequest), _clock);
        Count(arrival.Kind, sent + (arrival.PendingRequest / 1000.0 * arrival.Counted));
        Leave(arrival.Kind);
    }

    private void NotePoll(RequestKind kind)
    {
        if (kind.Priority != RequestPriority.Polling)
        {
            return;
        }

        _polls.Add(_clock.Elapsed);
        if (_working > 0)
        {
            MaxPollsOfAMinuteWhileOthersQueued = Math.Max(
                MaxPollsOfAMinuteWhileOthersQueued, _polls.Count(p => p > _clock.Elapsed - TimeSpan.FromMinutes(1)));
        }
    }

    private void Count(RequestKind kind, double at) => _counted.Add((kind, at));

    private void Leave(RequestKind kind) => _governor.Leave(kind, 1, new RateLimitHeaders(hourLimit, null, null, null));
}
