namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>Spec digitalocean.md 3, 6 and 7 under faults: what must hold whatever happens. A failing story prints its seed, which repeats it.</summary>
public sealed class SimulationTests
{
    private const int Batch = 50;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    /// <summary>Repeats one story: <c>STAGECRAFT_SEED=n</c>.</summary>
    [Fact]
    public void One_seed_alone()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("STAGECRAFT_SEED"), out int seed))
        {
            Schedule.Run(seed).Should().BeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Whatever_happens_there_is_one_droplet_a_host_and_nobody_elses_is_touched(int batch)
    {
        string[] broken = [.. Enumerable.Range(batch * Batch, Batch).Select(Schedule.Run).OfType<string>().Take(2)];

        broken.Should().BeEmpty();
    }
}
