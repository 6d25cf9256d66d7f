using Stagecraft.DigitalOcean;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>One scenario, determined by its seed: runs with faults, crashes, cancellations and concurrent runs, and out-of-band changes by
/// people.</summary>
public sealed class Story
{
    private const int MaxLastRuns = 8;

    private readonly StoryWorld _world;
    private readonly Watch _watch;
    private readonly People _people;
    private readonly Dice _dice;
    private readonly List<StoryRun> _runs = [];

    private Story(int seed, StoryLimits limits, Action<string>? listener)
    {
        _world = new StoryWorld(seed, limits, listener);
        _watch = new Watch(_world);
        _people = new People(_world, _watch);
        _dice = new Dice(seed, 8);
    }

    /// <summary>Runs a scenario to its end, on this thread and in virtual time.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="limits">How much of the scenario to run; null for all.</param>
    /// <param name="listener">Receives each line immediately, including the reads, which are not kept.</param>
    public static StoryResult Play(int seed, StoryLimits? limits = null, Action<string>? listener = null)
    {
        Story story = new(seed, limits ?? StoryLimits.None, listener);
        string? broken;
        try
        {
            story._world.Time.Run(story.PlayAsync);
            broken = story._watch.Broken;
        }
        catch (Exception e)
        {
            broken = e.ToString();
        }

        StoryCounts counts = story._world.Count();

        // In memory: nothing is waited for.
        story._world.Cloud.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return new StoryResult(seed, broken, story._world.Log, counts);
    }

    private async Task PlayAsync()
    {
        _people.Furnish();
        int count = Math.Min(1 + _dice.Below(4), _world.Limits.Runs);
        List<Task> ends = [];
        for (int number = 0; number < count; number++)
        {
            _world.Counts.Concurrent += ends.Exists(e => !e.IsCompleted) ? 1 : 0;
            (StoryRun run, Task end) = StoryRun.Start(_world, _watch, number);
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
        _watch.CheckOverlap(_runs);

        // No killed run is active, all requests have taken effect, and no droplet is locked any more.
        await _world.WaitAsync(46);
        await EndAsync(count);
    }

    /// <summary>Once all faults have ended, one run more leaves nothing to do, and one droplet a host; where only people can help, they
    /// do.</summary>
    private async Task EndAsync(int number)
    {
        for (int i = 0; i < MaxLastRuns; i++)
        {
            (StoryRun run, Task end) = StoryRun.Start(_world, _watch, number + i, isLast: true);
            await end;
            if (run.Failure is null)
            {
                _watch.CheckEnd(await PlanAsync());
                return;
            }

            _people.Help(run.Failure);
            await _world.WaitAsync(46);
        }

        _watch.Complain("the last run failed");
    }

    private async Task<InfraPlan> PlanAsync()
    {
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => StoryWorld.Token,
            Handler = _world.Cloud.CreateHandler(),
            TimeProvider = _world.Time,
            Random = new Random(0),
        });
        InfraPlan plan = await provider.PlanAsync(
            new PlanOptions { Config = World.Config(_world.Yaml), Project = "shop", Environment = "staging" },
            CancellationToken.None);
        if (plan.HasChanges)
        {
            _watch.Complain(
                "after the last run: " + string.Join(
                    ", ",
                    plan.Changes.Where(c => c.Actions != ResourceActions.None).Select(c => $"{c.Actions} {c.Name} {c.Id} {c.Reason}")));
        }

        return plan;
    }
}
