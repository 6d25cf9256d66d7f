using Stagecraft.Engine.Timing;

namespace Stagecraft.Testing.Simulation;

/// <summary>The network between one run and its cloud: latency, the end of a killed run, and the suspension of its machine. It verifies
/// every request against the invariants.</summary>
internal sealed class RunLink
{
    private const int MaxRequests = 4000;

    private readonly TaskCompletionSource _never = new();
    private readonly TaskCompletionSource _crashed = new();
    private readonly TimeSpan _latency;
    private readonly int _crashAt;
    private readonly bool _isKilledOnTheWay;
    private int _count;
    private bool _hasSlept;

    public RunLink(ScenarioWorld world, Invariants invariants, ScenarioRun run)
    {
        (World, Invariants, Run, Reads) = (world, invariants, run, new(run.Project));
        Dice dice = new(world.Seed, 4, run.Number);
        _latency = TimeSpan.FromMilliseconds(dice.Between(10, 900));
        _crashAt = dice.Chance(run.IsLast ? 0 : 0.3) ? 1 + dice.Below(world.Cloud.CrashWithin) : int.MaxValue;
        _isKilledOnTheWay = dice.Chance(0.4);
    }

    public ScenarioWorld World { get; }

    public Invariants Invariants { get; }

    public ScenarioRun Run { get; }

    /// <summary>What the run has read.</summary>
    public RecentReads Reads { get; }

    /// <summary>Completes when the run is killed: no response reaches it, and its actions have no effect.</summary>
    public Task Crashed => _crashed.Task;

    private bool IsCrashed => _crashed.Task.IsCompleted;

    /// <summary>A request is about to be sent.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> BeginAsync(RunRequest request)
    {
        await EndIfCrashedAsync();
        World.Counts.Requests++;
        if (++_count > MaxRequests)
        {
            throw new InvalidOperationException($"run {Run.Number} does not end: {_count} requests");
        }

        Invariants.Sending(Run, request, Reads);
        return _count;
    }

    /// <summary>The request is on its way to the cloud.</summary>
    public async Task SendAsync(RunRequest request, int number, CancellationToken cancellationToken)
    {
        await Pause.ForAsync(_latency / 2, World.Time, cancellationToken);
        if (number == _crashAt)
        {
            World.Counts.Crashes++;
            World.Record(
                $"run {Run.Number} is killed at request {number}, {request.Text}{(_isKilledOnTheWay ? ", which gets lost" : "")}");
            _crashed.TrySetResult();
        }

        if (_isKilledOnTheWay)
        {
            await EndIfCrashedAsync();
        }

        Invariants.Arriving(Run, request);
    }

    /// <summary>The response is on its way to the run.</summary>
    /// <param name="number">The number of the request.</param>
    /// <param name="response">Waits until the cloud responds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<T> ReceiveAsync<T>(int number, Func<Task<T>> response, CancellationToken cancellationToken)
    {
        await EndIfCrashedAsync();
        try
        {
            T received = await response();
            await Pause.ForAsync(_latency / 2, World.Time, cancellationToken);
            await EndIfCrashedAsync();
            return received;
        }
        finally
        {
            await AwakeAsync(number);
        }
    }

    private async Task EndIfCrashedAsync()
    {
        if (IsCrashed)
        {
            await _never.Task;
        }
    }

    /// <summary>Delays the response until the machine resumes.</summary>
    private async Task AwakeAsync(int number)
    {
        if (Run.Clock.WakesIn is var asleep && asleep > TimeSpan.Zero)
        {
            World.Counts.Sleeps += _hasSlept ? 0 : 1;
            _hasSlept = true;
            World.Record($"run {Run.Number} sleeps for {asleep.TotalSeconds:0} s, the response to request {number} is delayed");
            await Pause.ForAsync(asleep, World.Time, CancellationToken.None);
        }
    }
}
