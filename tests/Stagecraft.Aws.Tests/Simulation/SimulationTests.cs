using Stagecraft.Testing.Simulation;

namespace Stagecraft.Aws.Tests.Simulation;

/// <summary>Spec aws.md 6 and 7: invariants under faults. A failing scenario prints its seed, which reproduces it.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(2000)]
    public void Each_host_has_one_instance_and_unmanaged_instances_are_unchanged(int scenarios)
    {
        (ScenarioCounts counts, IReadOnlyList<ScenarioResult> broken) = Simulator.Play(0, scenarios, ScenarioCloud.Aws);

        TestReport.Write($"simulation-aws-{scenarios}", ScenarioReport.Of(counts, broken.Count));
        broken.Select(b => $"seed {b.Seed}: {b.Broken}\n{string.Join('\n', b.Log)}").Should().BeEmpty();
        counts.Scenarios.Should().Be(scenarios);
        new[] { counts.Protections, counts.Updates, counts.SlowConnections, counts.Neighbors }.Should().OnlyContain(n => n > 0);
    }

    /// <summary>Scenarios in which an invariant was violated.</summary>
    [Theory]
    [InlineData(511)]
    [InlineData(595)]
    [InlineData(1732)]
    [InlineData(2856)]
    [InlineData(5459)]
    [InlineData(10134)]
    [InlineData(12354)]
    [InlineData(12604)]
    [InlineData(14388)]
    public void An_earlier_violation_does_not_return(int seed) => Scenario.Play(seed, ScenarioCloud.Aws).Broken.Should().BeNull();
}
