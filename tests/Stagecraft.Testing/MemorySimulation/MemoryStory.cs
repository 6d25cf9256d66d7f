using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>A scenario on a cloud in memory, determined by its seed: facts of the cloud, runs that fail, are killed, canceled or
/// concurrent, and people.</summary>
public sealed class MemoryStory
{
    private const int MaxLastRuns = 8;

    private readonly MemoryWorld _world;
    private readonly MemoryWatch _watch;
    private readonly MemoryPeople _people;
    private readonly Dice _dice;
    private readonly List<MemoryRun> _runs = [];

    private MemoryStory(int seed, StoryLimits limits, Action<string>? listener)
    {
        _world = new MemoryWorld(seed, limits, listener);
        _watch = new MemoryWatch(_world);
        _people = new MemoryPeople(_world, _watch);
        _dice = new Dice(seed, 108);
    }

    /// <summary>Runs a scenario on this thread, in virtual time.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="limits">How much of it; null for all.</param>
    /// <param name="listener">Receives each line immediately, reads included.</param>
    public static StoryResult Play(int seed, StoryLimits? limits = null, Action<string>? listener = null)
    {
        MemoryStory story = new(seed, limits ?? StoryLimits.None, listener);
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

        return new StoryResult(seed, broken, story._world.Log, story._world.Counts);
    }

    private async Task PlayAsync()
    {
        _people.Begin();
        await _world.WaitAsync(20);
        int count = Math.Min(1 + _dice.Below(4), _world.Limits.Runs);
        List<Task> ends = [];
        for (int number = 0; number < count; number++)
        {
            _world.Counts.Concurrent += ends.Exists(e => !e.IsCompleted) ? 1 : 0;
            (MemoryRun run, Task end) = MemoryRun.Start(_world, _watch, number);
            _runs.Add(run);
            ends.Add(end);
            Task pause = _world.WaitAsync(_dice.Between(0, _dice.Chance(0.5) ? 3 : 40));
            double soon = _dice.Between(0.1, 3);
            if (await Task.WhenAny(pause, run.Crashed) == run.Crashed)
            {
                await _world.WaitAsync(soon);
            }

            while (_dice.Chance(0.35))
            {
                _people.Act();
            }
        }

        await Task.WhenAll(ends);
        _watch.CheckOverlap(_runs);

        // Whatever killed runs sent has taken effect, and every read shows it.
        await _world.WaitAsync(60);
        await EndAsync(count);
    }

    /// <summary>Without failures, one more run leads to an environment in sync; people resolve what only they can.</summary>
    private async Task EndAsync(int number)
    {
        for (int i = 0; i < MaxLastRuns; i++)
        {
            (MemoryRun run, Task end) = MemoryRun.Start(_world, _watch, number + i, isLast: true);
            await end;
            if (run.Failure is null)
            {
                InfraPlan soon = await PlanAsync();
                _watch.Complain(soon.ToCreate.Count > 0 ? $"immediately after the last run: create {soon.ToCreate[0].Name}" : null);

                // Reads may show the deletes and tags of the last run late.
                await _world.WaitAsync(_world.Traits.Settle.TotalSeconds);
                _watch.CheckEnd(await PlanAsync());
                return;
            }

            _people.Help(run.Failure);
            await _world.WaitAsync(60);
        }

        _watch.Complain("the last run failed");
    }

    private Task<InfraPlan> PlanAsync()
    {
        EngineProvider provider = new(
            new MemoryDriver(_world.Cloud, new MemoryLink(), _world.Config()), new EngineOptions { TimeProvider = _world.Time });
        ConfigNode section = ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud");
        return provider.PlanAsync(new PlanOptions { Config = section, Project = "shop", Environment = "staging" }, CancellationToken.None);
    }
}
