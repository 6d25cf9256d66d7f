using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.1, 3.4, 3.4.1, 14.2.1: names by a template.</summary>
public sealed class MachineNameTests : OwnershipScenario
{
    private const string WithProject = "{project}-{environment}-{host}";

    [Fact]
    public void New_droplets_have_the_names_of_the_template_and_a_plan_is_then_in_sync()
    {
        World.Yaml = Template(WithProject);

        World.Up();

        World.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("shop-staging-app-1", "shop-staging-app-2", "shop-staging-db-1");
        World.Plan().InSync.Should().BeTrue();
        Hosts().Should().Equal("app-1", "app-2", "db-1");
        World.Down();
        World.Cloud.Droplets.Should().BeEmpty();
    }

    [Theory]
    [InlineData("stagecraft-host-db-1", "shop-staging-app-1", "db-1")]
    [InlineData("", "SHOP-staging-APP-1", "app-1")]
    [InlineData("", "staging-app-1", "app-1")]
    [InlineData("", "shop-staging-a.b", null)]
    [InlineData("", "shop-app-1", null)]
    [InlineData("stagecraft-host-db-1 stagecraft-host-app-1", "shop-staging-app-1", null)]
    public void The_host_is_that_of_the_tag_then_of_the_template_then_of_the_default(string tags, string name, string? host)
    {
        World.Yaml = Template(WithProject);
        Ours(name, tags);

        Hosts().Should().Equal(host);
    }

    [Fact]
    public void A_name_with_two_meanings_is_the_host_of_the_template()
    {
        World.Yaml = Template("{environment}-{project}-{host}");
        Ours("staging-shop-app-1");

        Hosts().Should().Equal("app-1");
    }

    [Fact]
    public void A_file_that_adds_a_template_keeps_its_droplets_and_shows_their_names()
    {
        World.Up();
        World.Yaml = Template(WithProject);

        InfraPlan plan = World.Plan();

        plan.HasChanges.Should().BeFalse();
        plan.Drifted().Select(c => c.Drift.Single()).Should().Equal(
            new FieldDifference("name", "shop-staging-app-1", "staging-app-1"),
            new FieldDifference("name", "shop-staging-app-2", "staging-app-2"),
            new FieldDifference("name", "shop-staging-db-1", "staging-db-1"));
        World.Apply(plan).Succeeded.Should().BeTrue();
        Hosts().Should().Equal("app-1", "app-2", "db-1");

        CarryOut(OwnershipAction.Adopt, "db-1", "staging-db-1").Change.Add.Should().Equal("stagecraft-host-db-1");
        World.Plan().Drifted().Select(c => c.Name).Should().Equal("app-1", "app-2");
        World.Up(PlanIntent.Down);
        World.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public void A_replaced_host_gets_the_name_of_the_template()
    {
        World.Yaml = Hosts("app-1");
        World.Up();
        World.Yaml = Template(WithProject, "app-1");

        InfraPlan plan = World.Time.Run(() =>
            World.NewProvider().PlanAsync(World.PlanOptions() with { Replace = ["app-1"] }, CancellationToken.None));
        plan.Changes.Single().Fields.Should().Contain(new FieldDifference("name", "shop-staging-app-1", "staging-app-1"));
        World.Apply(plan).Succeeded.Should().BeTrue();

        World.Live().Should().Equal("shop-staging-app-1");
        World.Plan().InSync.Should().BeTrue();
    }

    /// <summary>3.5: a droplet of a run with the default names may not show its tags yet.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1_500)]
    public void Droplets_with_default_names_are_found_and_waited_for(int others)
    {
        World world = new(o => o with { DropletLimit = 10_000, TagLag = TimeSpan.FromSeconds(6) }) { Yaml = Hosts("app-1") };
        AddUnmanaged(world, others);
        SandboxDroplet young = world.Ours("app-1");
        world.Yaml = Template(WithProject, "app-1");

        InfraPlan plan = world.Plan();

        plan.ToCreate.Should().BeEmpty();
        plan.Drifted().Should().ContainSingle().Which.Id.Should().Be(young.Id.Machine());
    }

    [Fact]
    public void An_unmanaged_droplet_with_the_default_name_is_no_conflict()
    {
        World.Cloud.CreateDroplet("staging-app-1", [], "nyc1");
        World.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), World.Time));
        World.Yaml = Template(WithProject);

        World.Plan().ToCreate.Should().HaveCount(3);
    }

    /// <summary>4.3: eight pages of unmanaged droplets. An existing host needs no list by name, with or without a template.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_missing_host_takes_a_list_for_each_name_that_it_can_have(int names, int requests)
    {
        World world = new(o => o with { DropletLimit = 10_000 })
        {
            Yaml = names == 1 ? Hosts("app-1", "app-2") : Template(WithProject, "app-1", "app-2"),
        };
        world.Cloud.CreateDroplet(names == 1 ? "staging-app-2" : "shop-staging-app-2", Owned, "nyc1");
        AddUnmanaged(world, 1_500);

        world.Plan().ToCreate.Select(h => h.Name).Should().Equal("app-1");

        world.Network.Sent.Where(r => r.Contains("&name=", StringComparison.Ordinal)).Should().HaveCount(requests)
            .And.OnlyContain(r => r.Contains("app-1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_droplet_of_an_earlier_template_refuses_a_plan_with_creates_until_it_is_adopted()
    {
        SandboxDroplet old = Ours("x-app-1-staging");
        World.Yaml = Template(WithProject, "app-1", "app-2");

        Problem problem = World.PlanFails().Problems.Should().ContainSingle().Which;

        problem.Code.Should().Be(ErrorCodes.Refused);
        problem.Message.Should().Be(
            $"droplet 'x-app-1-staging' ({old.Id}) of environment 'staging' has no declared host by its tags or its name; "
            + "it may be a host that this plan creates, with a name by an earlier template: app-1, app-2");
        problem.Hint.Should().Be(
            $"if it is one of these hosts: `stagecraft infra adopt {old.Id} --as app-1 -e staging`; "
            + $"otherwise release it: `stagecraft infra forget {old.Id} -e staging`");

        CarryOut(OwnershipAction.Adopt, "app-1", Text(old.Id)).Change.Add.Should().Equal("stagecraft-host-app-1");
        InfraPlan plan = World.Plan();
        plan.ToCreate.Select(h => h.Name).Should().Equal("app-2");
        plan.ToDelete.Should().BeEmpty();
        plan.Unchanged().Select(c => c.Id).Should().Equal(old.Id.Machine());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Without_a_template_or_without_creates_such_a_droplet_is_only_drift(bool hasTemplate, bool creates)
    {
        Ours("x-app-1-staging");
        World.Yaml = hasTemplate ? Template(WithProject, "db-1") : Hosts("db-1");
        if (!creates)
        {
            Ours("shop-staging-db-1");
        }

        InfraPlan plan = World.Plan();

        plan.Drifted().Select(c => (c.Name, c.CloudName)).Should().Equal((null, "x-app-1-staging"));
        plan.Warnings.Where(w => w.Code == "earlier_name").Should().HaveCount(creates ? 1 : 0);
        plan.ToCreate.Should().HaveCount(creates ? 1 : 0);
    }

    /// <summary>3.4.1: otherwise a removed template would create every host a second time.</summary>
    [Fact]
    public void A_file_whose_template_was_removed_creates_no_host_that_exists_by_the_template()
    {
        SandboxDroplet old = Ours("shop-staging-db-1");
        World.Yaml = Hosts("db-1", "new-1");

        Problem problem = World.PlanFails().Problems.Should().ContainSingle().Subject;

        problem.Code.Should().Be(ErrorCodes.Refused);
        problem.Hint.Should().Contain($"stagecraft infra adopt {old.Id} --as db-1 -e staging");
    }

    /// <summary>3.4.1: by the template it is another host, which is not declared and would be deleted.</summary>
    [Fact]
    public void A_droplet_that_can_be_two_hosts_is_not_deleted_while_one_of_them_is_missing()
    {
        SandboxDroplet old = Ours("staging-shop-app-1");
        World.Yaml = Template("{environment}-{project}-{host}", "shop-app-1");

        World.PlanFails().Problems.Should().ContainSingle().Which.Hint.Should().Contain($"adopt {old.Id} --as shop-app-1 -e staging");

        CarryOut(OwnershipAction.Adopt, "shop-app-1", Text(old.Id));
        InfraPlan plan = World.Plan();
        plan.HasChanges.Should().BeFalse();
        plan.Drifted().Select(c => c.Name).Should().Equal("shop-app-1");
    }

    [Fact]
    public void Down_keeps_a_droplet_that_may_be_a_protected_host_under_an_earlier_template()
    {
        SandboxDroplet old = Ours("x-db-1-staging");
        World.Yaml = Template(WithProject, "db-1").Replace("role: db", "role: db, protected: true", StringComparison.Ordinal);

        Problem problem = World.PlanFails(PlanIntent.Down).Problems.Should().ContainSingle().Which;

        (problem.Code, problem.Hint).Should().Be((
            ErrorCodes.Refused,
            $"if it is one of these hosts: `stagecraft infra adopt {old.Id} --as db-1 -e staging`; "
                + $"otherwise release it: `stagecraft infra forget {old.Id} -e staging`"));
        CarryOut(OwnershipAction.Adopt, "db-1", Text(old.Id));
        World.Plan(PlanIntent.Down).ToDelete.Should().BeEmpty();
    }

    [Fact]
    public void Only_the_template_of_a_section_with_problems_is_needed_for_down_and_lists()
    {
        World.Yaml = Template(WithProject, "app-1");
        World.Up();
        World.Yaml = $"token_env: DO_TOKEN\nmachine_name: \"{WithProject}\"\nhosts: {{ staging: {{ app-1: {{ protected: true }} }} }}\n";

        Hosts().Should().Equal("app-1");
        World.Plan(PlanIntent.Down).ToDelete.Should().BeEmpty("the file declares the host as protected");
        Preview(OwnershipAction.Forget, "app-1").Remove.Should().NotBeEmpty();
    }

    [Fact]
    public void The_list_of_environments_uses_the_template_for_each_project()
    {
        World.Yaml = Template(WithProject, "app-1");
        Ours("shop-staging-app-1");
        World.Cloud.CreateDroplet("blog-staging-app-1", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-blog"], "nyc1");
        World.Cloud.CreateDroplet("staging-app-1", ["stagecraft", "stagecraft-env-staging"], "nyc1");
        AccountOptions options = new() { Config = World.Config(World.Yaml), Project = "shop" };

        IReadOnlyList<AccountEnvironment> found =
            World.Time.Run(() => World.NewProvider().ListEnvironmentsAsync(options, CancellationToken.None));

        found.Select(e => (e.Project, e.Hosts.Single().Name)).Should().Equal((null, "app-1"), ("blog", "app-1"), ("shop", "app-1"));
    }

    /// <summary>6.1: the names are a part of the desired state.</summary>
    [Fact]
    public void A_plan_of_another_template_is_stale()
    {
        World.Up();
        InfraPlan plan = World.Plan();
        World.Yaml = Template(WithProject);

        Thrown(() => World.Apply(plan)).Code.Should().Be(ErrorCodes.PlanStale);
    }

    private static string[] Owned => ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app"];

    private SandboxDroplet Ours(string name, string tags = "")
    {
        string[] all = [.. Owned[..3], $"stagecraft-role-{(name.Contains("db", StringComparison.Ordinal) ? "db" : "app")}"];
        string[] more = tags.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        SandboxDroplet droplet = World.Cloud.CreateDroplet(name, [.. all, .. more], "nyc1");
        World.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), World.Time));
        return droplet;
    }

    private IEnumerable<string?> Hosts()
    {
        ListOptions options = new() { Config = World.Config(World.Yaml), Project = "shop", Environment = "staging" };
        return World.Time.Run(() => World.NewProvider().ListHostsAsync(options, CancellationToken.None)).Select(h => h.Name);
    }

    private static string Hosts(params string[] hosts) => World.Hosts(hosts);

    private static string Template(string template, params string[] hosts) =>
        World.Hosts(hosts.Length == 0 ? ["app-1", "app-2", "db-1"] : hosts)
            .Replace("hosts:\n", $"machine_name: \"{template}\"\nhosts:\n", StringComparison.Ordinal);

    private static void AddUnmanaged(World world, int count)
    {
        for (int i = 0; i < count; i++)
        {
            world.Cloud.CreateDroplet($"other-{i}", [], "nyc1");
        }
    }
}
