using Stagecraft.Testing.Simulation;

namespace Stagecraft.Engine.Tests;

/// <summary>The engine on clouds in memory whose facts are drawn (docs/safety.md).</summary>
public sealed class MemorySimulationTests
{
    [Fact]
    public void Every_invariant_holds_on_clouds_with_drawn_facts()
    {
        (ScenarioCounts counts, IReadOnlyList<ScenarioResult> broken) = Simulator.Play(0, 400, ScenarioCloud.Memory);

        broken.Select(s => $"seed {s.Seed}: {s.Broken}").Should().BeEmpty();
        counts.Facts.Should().HaveCountGreaterThan(25);
        counts.Faults.Should().HaveCountGreaterThan(40);
        new[] { counts.Crashes, counts.Protections, counts.Updates, counts.Neighbors }.Should().OnlyContain(n => n > 0);
    }

    [Fact]
    public void A_seed_determines_every_line_of_its_scenario()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Scenario.Play(seed, ScenarioCloud.Memory).Log.Should().Equal(Scenario.Play(seed, ScenarioCloud.Memory).Log);
        }
    }
}
