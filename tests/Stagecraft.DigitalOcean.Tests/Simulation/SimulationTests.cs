using Stagecraft.Testing;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>Spec digitalocean.md 3, 6 and 7 under faults: what must hold whatever happens. A failing story prints its seed, which repeats it.</summary>
public sealed class SimulationTests
{
    private const int Stories = 2000;

    [Fact]
    public void Whatever_happens_there_is_one_droplet_a_host_and_nobody_elses_is_touched()
    {
        (StoryCounts counts, IReadOnlyList<StoryResult> broken) = Simulator.Play(0, Stories, Environment.ProcessorCount);

        TestReport.Write("simulation", StoryReport.Of(counts, broken.Count));
        broken.Select(b => $"seed {b.Seed}: {b.Broken}\n{string.Join('\n', b.Told)}").Should().BeEmpty();
        counts.Stories.Should().Be(Stories);
    }
}
