using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Simulation.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>One scenario, determined by its seed: runs with faults, crashes, cancellations and concurrent runs, and out-of-band changes by
/// people.</summary>
public sealed class Scenario
{
    public const int MaxLastRuns = 8;

    private readonly ScenarioWorld _world;
    private readonly Invariants _invariants;
    private readonly People _people;
    private readonly NeighborLife? _neighbor;
    private readonly Dice _dice;
    private readonly List<ScenarioRun> _runs = [];

    /// <summary>After these seconds no killed run is active, all requests have taken effect, reads show the changes by people, and no
    /// machine is locked.</summary>
    private double Quiet =>
        Math.Max(46, (_invariants.LastDue - _world.Now + _world.Cloud.ChangeLag).TotalSeconds + 1);

    private Scenario(int seed, ScenarioLimits limits, Action<string>? listener, Func<ScenarioWorld, SimulatedCloud> cloud)
    {
        _world = new ScenarioWorld(seed, limits, listener, cloud);
        _invariants = new Invariants(_world, _world.Project);
        if (_world.Neighbor is { } neighbor)
        {
            Invariants others = new(_world, neighbor) { Neighbor = _invariants };
            _invariants.Neighbor = others;
            _neighbor = new NeighborLife(_world, neighbor, others);
        }

        _people = new People(_world, _invariants);
        _dice = new Dice(seed, 8);
    }

    /// <summary>Runs a scenario to its end, on this thread and in virtual time.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="cloud">The cloud.</param>
    /// <param name="limits">How much of the scenario to run; null for all.</param>
    /// <param name="listener">Receives each line immediately, including the reads, which are not kept.</param>
    public static ScenarioResult Play(
        int seed, ScenarioCloud cloud = ScenarioCloud.Sandbox, ScenarioLimits? limits = null, Action<string>? listener = null)
    {
        SimulatedCloud NewCloud(ScenarioWorld world) => cloud switch
        {
            ScenarioCloud.Memory => new MemoryPort(world),
            ScenarioCloud.Aws => new AwsPort(world),
            _ => new SandboxPort(world),
        };
        Scenario scenario = new(seed, limits ?? ScenarioLimits.None, listener, NewCloud);
        string? broken;
        try
        {
            scenario._world.Time.Run(scenario.PlayAsync);
            broken = scenario._invariants.Broken ?? scenario._invariants.Neighbor?.Broken;
        }
        catch (Exception e)
        {
            broken = e.ToString();
        }

        ScenarioCounts counts = scenario._world.Counts;
        scenario._world.Cloud.Count(counts);

        // In memory: nothing is waited for.
        scenario._world.Cloud.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return new ScenarioResult(seed, broken, scenario._world.Log, counts);
    }

    private async Task PlayAsync()
    {
        _people.Furnish();
        Task neighbor = _neighbor?.PlayAsync() ?? Task.CompletedTask;
        int count = Math.Min(1 + _dice.Below(4), _world.Limits.Runs);
        List<Task> ends = [];
        for (int number = 0; number < count; number++)
        {
            _world.Counts.Concurrent += ends.Exists(e => !e.IsCompleted) ? 1 : 0;
            (ScenarioRun run, Task end) = ScenarioRun.Start(_world, _world.Project, _invariants, number);
            _runs.Add(run);
            ends.Add(end);
            Task pause = _world.WaitAsync(_dice.Between(0, _dice.Chance(0.5) ? 3 : 40));
            double soon = _dice.Between(0.1, 3);
            if (await Task.WhenAny(pause, run.Crashed) == run.Crashed)
            {
                // The user restarts it immediately, possibly on another machine.
                await _world.WaitAsync(soon);
            }

            while (_dice.Chance(0.35))
            {
                _people.Act();
            }
        }

        await Task.WhenAll(ends);
        await neighbor;
        _invariants.CheckOverlap(_runs);

        await _world.WaitAsync(Quiet);
        await (_neighbor?.EndAsync() ?? Task.CompletedTask);
        await EndAsync(count);
    }

    /// <summary>Once all faults have ended, one run more leaves nothing to do, and one machine a host; where only people can help, they
    /// do.</summary>
    private async Task EndAsync(int number)
    {
        for (int i = 0; i < MaxLastRuns; i++)
        {
            (ScenarioRun run, Task end) = ScenarioRun.Start(_world, _world.Project, _invariants, number + i, isLast: true);
            await end;
            if (run.Failure is null)
            {
                await CheckEndAsync();
                return;
            }

            _people.Help(run.Failure);
            await _world.WaitAsync(Quiet);
        }

        _invariants.Complain("the last run failed");
    }

    private async Task CheckEndAsync()
    {
        InfraPlan plan = await PlanAsync();
        if (_world.Cloud.ChangeLag > TimeSpan.Zero)
        {
            // Reads may show the deletes and tags of the last run late.
            _invariants.Complain(plan.ToCreate.Count > 0 ? $"immediately after the last run: create {plan.ToCreate[0].Name}" : null);
            await _world.WaitAsync(_world.Cloud.Settle.TotalSeconds);
            plan = await PlanAsync();
        }

        _invariants.CheckEnd(plan);
    }

    private async Task<InfraPlan> PlanAsync()
    {
        SimulatedClient client = _world.Cloud.Connect(_world.Project);
        ICloudProvider provider = client.NewProvider(_world.Time);
        using IDisposable? disposable = provider as IDisposable;
        return await provider.PlanAsync(ScenarioRun.PlanOptions(client, _world.Project), CancellationToken.None);
    }
}
