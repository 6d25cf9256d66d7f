using Stagecraft.Testing;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>Spec digitalocean.md 3, 6 and 7: invariants under faults. A failing scenario prints its seed, which reproduces it.</summary>
public sealed class SimulationTests
{
    /// <summary>Runs 200 scenarios in every test run, and 2,000 in a run with the sweeps.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(2000, Traits = ["kind", "sweep"])]
    public void Each_host_has_one_droplet_and_unmanaged_droplets_are_unchanged(int scenarios)
    {
        (ScenarioCounts counts, IReadOnlyList<ScenarioResult> broken) = Simulator.Play(0, scenarios);

        TestReport.Write($"simulation-{scenarios}", ScenarioReport.Of(counts, broken.Count));
        broken.Select(b => $"seed {b.Seed}: {b.Broken}\n{string.Join('\n', b.Log)}").Should().BeEmpty();
        counts.Scenarios.Should().Be(scenarios);
        new[] { counts.Protections, counts.Updates, counts.SlowConnections, counts.Neighbors }.Should().OnlyContain(n => n > 0);
    }
}
