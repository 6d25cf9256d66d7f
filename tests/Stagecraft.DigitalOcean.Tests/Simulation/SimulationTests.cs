namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>Spec digitalocean.md 3, 6 and 7 under faults: what must hold whatever happens. A failing story prints its seed, which repeats it.</summary>
public sealed class SimulationTests
{
    private const int Batch = 50;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    /// <summary>Repeats one story, or plays as many as asked: <c>STAGECRAFT_SEEDS=n</c> or <c>STAGECRAFT_SEEDS=n,count</c>.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "asked")]
    public void The_seeds_asked_for()
    {
        int[] seeds = [.. (Environment.GetEnvironmentVariable("STAGECRAFT_SEEDS") ?? "0").Split(',').Select(int.Parse)];

        Enumerable.Range(seeds[0], seeds.ElementAtOrDefault(1) is > 0 and var count ? count : 1)
            .Select(Schedule.Run).OfType<string>().Take(3)
            .Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Whatever_happens_there_is_one_droplet_a_host_and_nobody_elses_is_touched(int batch)
    {
        string[] broken = [.. Enumerable.Range(batch * Batch, Batch).Select(Schedule.Run).OfType<string>().Take(2)];

        broken.Should().BeEmpty();
    }
}
