using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 1.2: durations and lags.</summary>
public sealed class LagTests
{
    [Fact] // and 8.1
    public async Task Reading_a_new_droplet_by_id_lags()
    {
        await using Account account = new Account(new SandboxOptions { ReadLag = TimeSpan.FromSeconds(4) });
        long id = await account.Create();
        account.Clock.Advance(3.9);
        foreach (string? path in new[] { $"/v2/droplets/{id}", $"/v2/droplets/{id}/actions" })
        {
            (await account.Get(path)).Status.Should().Be(404);
        }

        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(404);
        (await account.Get("/v2/droplets")).Total.Should().Be(1);
        (await account.Get("/v2/actions")).Total.Should().Be(1);
        account.Sandbox.Droplets.Should().HaveCount(1);
        account.Clock.Advance(0.1);
        (await account.Get($"/v2/droplets/{id}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Boot_and_destroy_jitter_depends_only_on_the_seed()
    {
        async Task<(double[] Boots, double[] Destroys)> Play(long seed)
        {
            await using Account account = new Account(new SandboxOptions
            {
                Seed = seed,
                Boot = TimeSpan.FromSeconds(10),
                BootSpread = TimeSpan.FromSeconds(20),
                Destroy = TimeSpan.FromSeconds(1),
                DestroySpread = TimeSpan.FromSeconds(2),
            });
            for (int i = 0; i < 20; i++)
            {
                await account.Create();
            }

            double[] boots = Until(account, droplet => droplet.Status == "active", account.Sandbox.Droplets);
            foreach (SandboxDroplet droplet in account.Sandbox.Droplets)
            {
                await account.Delete($"/v2/droplets/{droplet.Id}");
            }

            return (boots, Until(account, null, account.Sandbox.Droplets));
        }

        (double[]? boots, double[]? destroys) = await Play(3);
        boots.Min().Should().BeInRange(10, 15);
        boots.Max().Should().BeInRange(25, 30);
        boots.Distinct().Count().Should().BeGreaterThan(15);
        destroys.Min().Should().BeInRange(1, 1.5);
        destroys.Max().Should().BeInRange(2.5, 3);
        (double[] Boots, double[] Destroys) again = await Play(3);
        again.Boots.Should().Equal(boots);
        again.Destroys.Should().Equal(destroys);
        (await Play(4)).Boots.Should().NotEqual(boots);
    }

    [Fact]
    public async Task Latency_is_split_before_and_after_execution()
    {
        await using Account account = new Account(new SandboxOptions { Latency = TimeSpan.FromSeconds(2) });
        Task<Reply> response = account.Post("/v2/droplets", Account.Body());
        account.Clock.Advance(0.9);
        account.Sandbox.Droplets.Should().BeEmpty();
        account.Clock.Advance(0.1);
        account.Sandbox.Droplets.Should().HaveCount(1);
        account.Clock.Advance(0.9);
        response.IsCompleted.Should().BeFalse();
        account.Clock.Advance(0.1);
        (await response).Status.Should().Be(202);
    }

    [Fact] // 15.4
    public async Task Operations_in_progress_keep_their_durations()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        await account.Create("before");
        account.Sandbox.Conditions = account.Sandbox.Conditions with { Boot = TimeSpan.FromSeconds(1), ListLag = TimeSpan.Zero };
        await account.Create("after");
        account.Clock.Advance(1);
        (await account.Get("/v2/droplets")).All("droplets", "name").Should().Equal("after");
        account.Sandbox.Droplets.Select(droplet => droplet.Status).Should().Equal("new", "active");
    }

    private static double[] Until(Account account, Predicate<SandboxDroplet>? isDone, IReadOnlyList<SandboxDroplet> droplets)
    {
        DateTimeOffset start = account.Clock.Now;
        Dictionary<long, double> times = new Dictionary<long, double>();
        while (times.Count < droplets.Count)
        {
            account.Clock.Advance(0.1);
            Dictionary<long, SandboxDroplet> now = account.Sandbox.Droplets.ToDictionary(droplet => droplet.Id);
            foreach (SandboxDroplet droplet in droplets)
            {
                if (isDone is null ? !now.ContainsKey(droplet.Id) : isDone(now[droplet.Id]))
                {
                    times.TryAdd(droplet.Id, (account.Clock.Now - start).TotalSeconds);
                }
            }
        }

        return [.. droplets.Select(droplet => times[droplet.Id])];
    }
}
