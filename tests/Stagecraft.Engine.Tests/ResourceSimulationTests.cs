using Stagecraft.Testing.Resources;

namespace Stagecraft.Engine.Tests;

/// <summary>Resources other than hosts, with faults, ends of processes and changes by people: spec interface.md 9.</summary>
public sealed class ResourceSimulationTests
{
    [Fact]
    public void Every_invariant_holds()
    {
        string[] broken = [.. Enumerable.Range(0, 2000).SelectMany(seed => ResourceScenario.Play(seed).Select(b => $"seed {seed}: {b}"))];

        string.Join('\n', broken.Take(20)).Should().BeEmpty();
    }
}
