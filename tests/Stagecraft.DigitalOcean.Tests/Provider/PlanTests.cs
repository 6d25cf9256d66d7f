using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Plan against the sandbox: spec digitalocean.md 4 and 5, outline 8.1.</summary>
public sealed class PlanTests
{
    /// <summary>interface.md 3.3: a plan states which hosts cannot be replaced, also without a declaration.</summary>
    [Fact]
    public void A_plan_states_which_hosts_are_protected()
    {
        World world = new() { Yaml = World.Hosts("app-1", "db-1", "db-2") };
        world.Ours("app-1");
        world.Ours("db-1", more: ["stagecraft-protected"]);

        InfraPlan plan = world.Plan();

        plan.Changes.Where(c => c.IsProtected).Select(c => c.Name).Should().Equal("db-1");
        string json = InfraPlanJson.ToText(plan);
        json.Split("\"protected\": true").Should().HaveCount(2);
        InfraPlanJson.ToText(InfraPlanJson.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(json))).Should().Be(json);
    }

    [Fact]
    public void The_id_is_digitalocean() => new World().NewProvider().Id.Should().Be("digitalocean");

    [Fact]
    public void New_hosts_are_to_be_created_in_name_order()
    {
        World world = new() { Yaml = World.Hosts("web-2", "app-1", "db-1") };

        InfraPlan plan = world.Plan();

        plan.ToCreate.Select(h => h.Name).Should().Equal("app-1", "db-1", "web-2");
        plan.Cost.Should().Be(new PlanCost("USD", 0m, 18m));
        plan.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Removed_hosts_are_to_be_deleted_in_name_order()
    {
        World world = new();
        world.Up();
        world.Yaml = World.Hosts("app-1");

        world.Plan().ToDelete.Select(d => (d.Name, d.Reason))
            .Should().Equal(("app-2", DeleteReason.Undeclared), ("db-1", DeleteReason.Undeclared));
    }

    [Fact]
    public void The_plan_is_empty_if_the_actual_state_is_as_declared()
    {
        World world = new();
        world.Up();

        InfraPlan plan = world.Plan();

        plan.InSync.Should().BeTrue();
        plan.Unchanged().Should().HaveCount(3);
    }

    [Fact]
    public void A_plan_only_reads_and_costs_few_requests()
    {
        World world = new();
        world.Up();
        world.Network.Sent.Clear();

        world.Plan();

        world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal)).And.HaveCountLessThanOrEqualTo(11);
    }

    [Fact]
    public void The_same_account_gives_the_same_plan()
    {
        World world = new() { Project = null };
        world.Cloud.CreateDroplet("staging-app-1", ["stagecraft", "stagecraft-env-staging"]);

        world.Plan().Should().BeEquivalentTo(world.Plan(), o => o.WithStrictOrdering());
    }

    [Fact]
    public void A_new_droplet_with_late_tags_is_read_again_before_it_counts_as_unmanaged()
    {
        World world = new(o => o with { TagLag = TimeSpan.FromSeconds(7) }) { Yaml = World.Hosts("app-1") };
        world.Ours("app-1", booting: true);

        world.Plan().Unchanged().Single().Name.Should().Be("app-1");
    }

    [Fact]
    public void A_token_that_cannot_read_tags_is_refused()
    {
        World world = new(o => o with { CanReadTags = false });

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.Forbidden);
        failure.Hint.Should().Contain("tag:read");
        world.PlanFails(PlanIntent.Down).Code.Should().Be(ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(700)]
    public void A_tag_in_another_spelling_is_found_in_small_and_large_accounts(int others)
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Cloud.CreateDroplet("first", ["Stagecraft", "Stagecraft-Env-Staging", "STAGECRAFT-PROJECT-shop", "stagecraft-Role-app"]);
        world.Ours("app-1");
        AddUnmanaged(world, others);

        InfraPlan plan = world.Plan();

        plan.Unchanged().Select(h => h.Name).Should().Equal("app-1");
        plan.Drifted().Select(d => d.CloudName).Should().Equal("first");
        plan.ToCreate.Should().BeEmpty();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(700)]
    public void Hosts_on_GPU_sizes_are_found_in_small_and_large_accounts(int others)
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Ours("app-1", size: "gpu-h100x1-80gb");
        AddUnmanaged(world, others);

        InfraPlan plan = world.Plan();

        plan.ToCreate.Should().BeEmpty();
        plan.Drifted().Single().Drift.Select(d => d.Name).Should().Equal("size");
    }

    [Fact]
    public void Both_ways_of_reading_give_the_same_plan()
    {
        World small = new(o => o with { DropletLimit = 10_000 });
        World large = new(o => o with { DropletLimit = 10_000 });
        foreach (World world in (World[])[small, large])
        {
            world.Ours("app-1");
            world.Ours("old-1");
            world.Cloud.CreateDroplet("staging-other", ["stagecraft", "stagecraft-env-staging"]);
        }

        AddUnmanaged(large, 1_500);

        large.Plan().Should().BeEquivalentTo(small.Plan(), o => o.WithStrictOrdering());
        large.Network.Sent.Should().Contain(r => r.Contains("name=staging-app-2")).And.NotContain(r => r.Contains("page=5"));
    }

    /// <summary>4.3 and 9.5: eight pages of unmanaged droplets. Eleven requests are sent nevertheless.</summary>
    [Theory]
    [InlineData(1, 11 + 1 + 1)]
    [InlineData(5, 11 + 1 + 5)]
    [InlineData(6, 11 + 7)]
    [InlineData(20, 11 + 7)]
    public void The_read_with_fewer_requests_is_used(int hosts, int requests)
    {
        World world = new(
            o => o with { DropletLimit = 10_000 })
        { Yaml = World.Hosts([.. Enumerable.Range(1, hosts).Select(i => $"app-{i}")]) };
        AddUnmanaged(world, 1_500);

        world.Plan().ToCreate.Should().HaveCount(hosts);

        world.Network.Sent.Should().HaveCount(requests);
    }

    [Fact]
    public void A_page_that_fails_is_not_an_empty_page()
    {
        World world = new(o => o with { DropletLimit = 10_000 });
        AddUnmanaged(world, 450);
        world.Network.Choose = (request, _) => request.RequestUri!.Query.Contains("page=2") ? Fault.Gateway504After : Fault.None;

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.ApiError);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().StartWith("digitalocean provider: API error: ");
    }

    [Fact]
    public void Without_a_project_the_plan_has_a_warning() =>
        new World { Project = null }.Plan().Warnings.Should().ContainSingle(w => w.Code == "no_project");

    [Fact]
    public void Several_protected_droplets_of_one_host_are_refused()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        string[] tags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app", "stagecraft-protected"];
        world.Cloud.CreateDroplet("staging-app-1", tags);
        world.Cloud.CreateDroplet("staging-app-1", tags);

        world.PlanFails().Code.Should().Be(ErrorCodes.Refused);
    }

    [Fact]
    public void A_list_has_the_existing_hosts_in_name_order()
    {
        World world = new();
        world.Up();
        world.Cloud.CreateDroplet("staging-old", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop"]);
        world.Cloud.CreateDroplet("staging-foreign");

        IReadOnlyList<HostStatus> hosts = world.Time.Run(() => world.NewProvider().ListHostsAsync(
            new ListOptions { Config = World.Config(world.Yaml), Project = "shop", Environment = "staging" },
            CancellationToken.None));

        hosts.Select(h => (h.Name, h.Status, h.IsDeclared)).Should().Equal(
            ("app-1", "active", true), ("app-2", "active", true), ("db-1", "active", true), ("old", "active", false));
        hosts[0].PublicIpv4.Should().StartWith("198.1");
        hosts[0].Role.Should().Be("app");
    }

    // interface.md, section 2
    [Fact]
    public void A_list_reports_retries()
    {
        World world = new();
        world.Network.Choose = (_, count) => count == 1 ? Fault.Error500Before : Fault.None;

        world.Time.Run(() => world.NewProvider().ListHostsAsync(
            new ListOptions { Config = World.Config(world.Yaml), Project = "shop", Environment = "staging", Progress = world.Events },
            CancellationToken.None));

        world.Events.Of<RetryScheduled>().Should().ContainSingle().Which.Status.Should().Be(500);
    }

    private static void AddUnmanaged(World world, int count)
    {
        for (int i = 0; i < count; i++)
        {
            world.Cloud.CreateDroplet($"other-{i}");
        }
    }
}
