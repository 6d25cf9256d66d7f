using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>The life cycle of another project in the account: runs with faults and crashes, one without, and the deletion of its
/// environment. It has a sequence of decisions of its own.</summary>
internal sealed class NeighborLife(ScenarioWorld world, ScenarioProject project, Invariants invariants)
{
    /// <summary>Far from the numbers of the other runs.</summary>
    private const int FirstRun = 1000;

    private readonly Dice _dice = new(world.Seed, 15);
    private int _runs;

    /// <summary>Creates and changes its hosts while the other project does.</summary>
    public async Task PlayAsync()
    {
        world.Counts.Neighbors++;
        int count = 1 + _dice.Below(3);
        for (int i = 0; i < count; i++)
        {
            await world.WaitAsync(_dice.Between(0, 30));
            project.Hosts = [.. ConfigAuthor.HostNames.Where(_ => _dice.Chance(0.6))];
            (ScenarioRun run, Task end) = ScenarioRun.Start(world, project, invariants, FirstRun + _runs++);
            await end;
            if (run.Crashed.IsCompleted)
            {
                await world.WaitAsync(_dice.Between(0.1, 3));
            }
        }
    }

    /// <summary>Creates what is missing, and deletes the environment.</summary>
    public async Task EndAsync()
    {
        await EndAsync(PlanIntent.Converge);
        int declared = project.Hosts.Count;
        invariants.Complain(Live() == declared ? null : $"the neighbor declares {declared} hosts and has {Live()} machines");
        await EndAsync(PlanIntent.Down);
        invariants.Complain(Live() == 0 ? null : $"the neighbor deleted its environment and has {Live()} machines");
    }

    private int Live() => world.Cloud.Machines.Count(m => m.IsLive() && !invariants.IsUnmanaged(m.Id));

    private async Task EndAsync(PlanIntent intent)
    {
        for (int i = 0; i < Scenario.MaxLastRuns; i++)
        {
            (ScenarioRun run, Task end) = ScenarioRun.Start(world, project, invariants, FirstRun + _runs++, isLast: true, intent);
            await end;
            await world.WaitAsync(46);
            if (run.Failure is null)
            {
                return;
            }

            Help();
        }

        invariants.Complain("the last run of the neighbor failed");
    }

    /// <summary>Its people delete the machines that do not start.</summary>
    private void Help()
    {
        foreach (ResourceId id in world.Cloud.Machines
            .Where(m => !invariants.IsUnmanaged(m.Id) && m.IsLive() && m.State != MachineState.Running).Select(m => m.Id).ToArray())
        {
            world.Cloud.Delete(id);
        }
    }
}
