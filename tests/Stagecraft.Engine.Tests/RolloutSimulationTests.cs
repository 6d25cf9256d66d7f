using Stagecraft.Testing.Rollouts;

namespace Stagecraft.Engine.Tests;

/// <summary>Hosts that are replaced, resized and switched on, with faults, ends of processes, concurrent runs and changes by people: spec
/// interface.md 10.</summary>
public sealed class RolloutSimulationTests
{
    [Fact]
    public void Every_invariant_holds()
    {
        string[] broken = [.. Enumerable.Range(0, 2000).SelectMany(seed => RolloutScenario.Play(seed).Select(b => $"seed {seed}: {b}"))];

        string.Join('\n', broken.Take(20)).Should().BeEmpty();
    }
}
