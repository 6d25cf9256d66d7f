using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 7: at most one droplet for each declared host.</summary>
public sealed class AtMostOnceTests
{
    public static TheoryData<Fault, int> LostResponses()
    {
        TheoryData<Fault, int> data = [];
        foreach (Fault fault in Enum.GetValues<Fault>().Except([Fault.None, Fault.Conflict, Fault.Forbidden, Fault.Echo]))
        {
            foreach (int lag in (int[])[0, 9])
            {
                data.Add(fault, lag);
            }
        }

        return data;
    }

    /// <summary>7.1: one droplet per host, whatever the response to the first create is and however long lists and tags lag.</summary>
    [Theory]
    [MemberData(nameof(LostResponses))]
    public void Lost_responses_to_creates_lead_to_exactly_one_droplet_per_host(Fault fault, int lag)
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(lag), TagLag = TimeSpan.FromSeconds(lag / 2) });
        bool hit = false;
        world.Network.Choose = (request, _) =>
        {
            if (hit || request.Method != HttpMethod.Post)
            {
                return Fault.None;
            }

            hit = true;
            return fault;
        };

        ApplyReport report = world.Up();

        world.Live().Should().Equal("staging-app-1", "staging-app-2", "staging-db-1");
        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created && h.PublicIpv4 != null);
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_create_that_took_effect_is_found_in_the_log_before_lists_show_it()
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(12) }) { Yaml = World.Hosts("app-1") };
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.ResetAfter : Fault.None;

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Created);

        world.Live().Should().ContainSingle();
        world.Events.Of<HostCreateIndeterminate>().Should().ContainSingle(e => e.Name == "app-1");
        world.Network.Sent.Should().Contain(r => r.StartsWith("GET /v2/actions", StringComparison.Ordinal));
        world.Network.Sent.Count(r => r.StartsWith("POST", StringComparison.Ordinal)).Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_next_run_continues_a_run_that_was_killed_after_its_create(bool canReadActions)
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(12), CanReadActions = canReadActions })
        {
            Yaml = World.Hosts("app-1", "app-2", "app-3"),
        };
        FaultHandler dying = world.NewNetwork();
        dying.Choose = (request, _) =>
        {
            dying.Crashed = request.Method == HttpMethod.Post;
            return Fault.None;
        };

        ApplyReport report = world.Time.Run(async () =>
        {
            _ = world.UpAsync(world.NewProvider(dying));
            await Task.Delay(canReadActions ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(17), world.Time);
            return await world.UpAsync(world.NewProvider());
        });

        dying.Crashed.Should().BeTrue();
        world.Live().Should().Equal("staging-app-1", "staging-app-2", "staging-app-3");
        report.Hosts.Should().HaveCount(3).And.OnlyContain(h => h.PublicIpv4 != null);
        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    /// <summary>7.3: a young droplet of the environment shows that creates of a killed run may be in flight: they have the settle window to
    /// commit.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(250, 0, 0)]
    [InlineData(250, 1000, 0)]
    [InlineData(1000, 0, 0)]
    [InlineData(1750, 1000, 500)]
    [InlineData(1750, 0, 900)]
    [InlineData(2000, 0, 0)]
    public void A_create_of_a_killed_run_that_commits_while_the_next_run_reads_is_not_repeated(int commitAfter, int listLag, int tagLag)
    {
        World world = new(o => o with
        {
            Boot = TimeSpan.FromSeconds(1),
            ListLag = TimeSpan.FromMilliseconds(listLag),
            TagLag = TimeSpan.FromMilliseconds(tagLag),
        })
        {
            Yaml = World.Hosts("app-1", "db-1").Replace("default_region", "settle_window: 2s\npoll_interval: 1s\ndefault_region"),
        };
        FaultHandler dying = world.NewNetwork();
        dying.CommitDelay = TimeSpan.FromMilliseconds(commitAfter);
        int creates = 0;
        dying.Choose = (request, _) =>
        {
            creates += request.Method == HttpMethod.Post ? 1 : 0;
            dying.Crashed = creates == 2;
            return dying.Crashed ? Fault.LateCommit : Fault.None;
        };

        ApplyReport report = world.Time.Run(async () =>
        {
            _ = world.UpAsync(world.NewProvider(dying));
            while (!dying.Crashed)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), world.Time);
            }

            return await world.UpAsync(world.NewProvider());
        });

        world.Live().Should().Equal("staging-app-1", "staging-db-1");
        report.Hosts.Should().HaveCount(2).And.OnlyContain(h => h.PublicIpv4 != null);
        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
        world.Events.Of<SettleWait>().Should().HaveCount(commitAfter == 0 ? 0 : 1);
    }

    /// <summary>7.1: an unmanaged droplet with the name proves nothing about the run's own create before its settle window has
    /// passed.</summary>
    [Fact]
    public void A_name_used_after_an_unclear_create_does_not_hide_its_droplet()
    {
        World world = new(o => o with { CanReadActions = false, ListLag = TimeSpan.FromSeconds(9) }) { Yaml = World.Hosts("app-1") };
        long other = world.Cloud.CreateDroplet("other", region: "nyc1").Id;
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));
        world.Network.Choose = (request, _) =>
        {
            if (request.Method != HttpMethod.Post)
            {
                return Fault.None;
            }

            world.Cloud.Rename(other, "staging-app-1");
            return Fault.ResetAfter;
        };

        HostOutcome host = world.Up().Hosts.Single();

        host.Kind.Should().Be(OutcomeKind.Created);
        host.Id.Should().Be(world.Cloud.Droplets.Single(d => d.Id != other).Id.Machine());
    }

    /// <summary>7.3: a read of the plan that is reused (6.1) is older than the log of actions, which must cover the time since that
    /// read.</summary>
    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(15, 14, 13)]
    public void A_create_shortly_before_the_plan_is_found_after_the_settle_window(int window, int lag, int age)
    {
        World world = new(o => o with { Boot = TimeSpan.FromSeconds(1), ListLag = TimeSpan.FromSeconds(lag) })
        {
            Yaml = World.Hosts("app-1").Replace("default_region", $"settle_window: {window}s\ndefault_region"),
        };
        SandboxDroplet others = world.Ours("app-1", booting: true);

        ApplyReport report = world.Time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(age), world.Time);
            DigitalOceanProvider provider = world.NewProvider();
            InfraPlan plan = await provider.PlanAsync(world.PlanOptions(), CancellationToken.None);
            plan.ToCreate.Should().ContainSingle();
            await Task.Delay(TimeSpan.FromSeconds(4), world.Time);
            return await provider.ApplyAsync(world.ApplyOptions(plan), CancellationToken.None);
        });

        report.Hosts.Single().Id.Should().Be(others.Id.Machine());
        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 9)]
    [InlineData(700, 0)]
    [InlineData(700, 9)]
    [InlineData(4000, 12)]
    public void Two_concurrent_runs_keep_the_same_droplets(int milliseconds, int lag)
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(lag), TagLag = TimeSpan.FromSeconds(lag / 3) });

        (ApplyReport first, ApplyReport second) = world.Time.Run(async () =>
        {
            Task<ApplyReport> one = world.UpAsync(world.NewProvider());
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), world.Time);
            Task<ApplyReport> two = world.UpAsync(world.NewProvider(world.NewNetwork()));
            return (await one, await two);
        });

        world.Live().Should().Equal("staging-app-1", "staging-app-2", "staging-db-1");
        long[] there = [.. world.Cloud.Droplets.Select(d => d.Id).Order()];
        Survivors(first).Should().Equal(there);
        Survivors(second).Should().Equal(there);
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void No_run_ends_before_its_youngest_create_has_settled()
    {
        World world = new(o => o with { Boot = TimeSpan.FromSeconds(1) }) { Yaml = World.Hosts("app-1") };
        long start = world.Time.GetTimestamp();

        world.Up();

        world.Time.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15)).And.BeLessThan(TimeSpan.FromSeconds(17));
        world.Events.Of<SettleWait>().Should().ContainSingle().Which.Wait.Should().BeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Without_permission_to_read_the_log_the_first_create_waits_for_the_settle_window()
    {
        World world = new(o => o with { CanReadActions = false }) { Yaml = World.Hosts("app-1") };
        TimeSpan? created = null;
        long start = world.Time.GetTimestamp();
        world.Network.Before = request => created ??= request.Method == HttpMethod.Post ? world.Time.GetElapsedTime(start) : null;

        world.Up();

        created.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        world.Events.Of<SettleWait>().Select(e => e.Wait).Should().StartWith(TimeSpan.FromSeconds(15));
        world.Live().Should().ContainSingle();
    }

    [Fact]
    public void Failed_polls_are_skipped()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool created = false;
        world.Network.Choose = (request, count) =>
        {
            created |= request.Method == HttpMethod.Post;
            return created && request.Method == HttpMethod.Get && count % 3 != 0 ? Fault.Gateway504After : Fault.None;
        };

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Created);

        world.Events.Of<RetryScheduled>().Should().NotBeEmpty();
    }

    [Fact]
    public void Deletes_are_never_sent_by_tag_or_without_fresh_tags()
    {
        World world = new(o => o with { DropletLimit = 500 }) { Yaml = World.Hosts(Enumerable.Range(1, 300).Select(i => $"app-{i}")) };
        world.Up();
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));
        world.Network.Sent.Clear();
        Dictionary<string, TimeSpan> lastList = [];
        List<TimeSpan> ages = [];
        long start = world.Time.GetTimestamp();
        world.Network.Before = request =>
        {
            TimeSpan now = world.Time.GetElapsedTime(start);
            if (request.Method == HttpMethod.Delete)
            {
                ages.Add(now - lastList["list"]);
            }
            else
            {
                lastList["list"] = now;
            }
        };

        world.Down();

        world.Live().Should().BeEmpty();
        world.Network.Sent.Where(r => r.StartsWith("DELETE", StringComparison.Ordinal)).Should().OnlyContain(r => !r.Contains("tag_name"));
        ages.Should().OnlyContain(a => a < TimeSpan.FromSeconds(11));
        world.Cloud.Requests.Should().NotContain(r => r.Status == 429);
    }

    private static long[] Survivors(ApplyReport report) =>
        [
            .. report.Hosts.Where(h => h.Kind is OutcomeKind.Created or OutcomeKind.Unchanged)
                .Select(h => h.Id!.Value.Number()).Order(),
        ];
}
