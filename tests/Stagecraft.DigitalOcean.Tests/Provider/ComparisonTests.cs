using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.2.1, 5.3 and 6.9: every declared property of an existing host is compared.</summary>
public sealed class ComparisonTests
{
    private const string Vpc = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";

    /// <summary>An edit of a property that <c>up</c> applies in place: the settings before and after, and the field in the plan.</summary>
    public static TheoryData<string, string, string> Updates => new()
    {
        { "role: db", "role: db, tags: [blue, web]", "tags:  -> blue,web" },
        { "role: db, tags: [web]", "role: db, tags: [blue, web]", "tags: web -> blue,web" },
        { "role: db", "role: db, backups: true", "backups: false -> true" },
        { "role: db, backups: true", "role: db", "backups: true -> false" },
        { "role: db", "role: db, backups: { plan: daily, hour: 4 }", "backups: false -> daily 4:00" },
        {
            "role: db, backups: true", "role: db, backups: { plan: weekly, weekday: tue, hour: 8 }",
            "backups: weekly SUN 0:00 -> weekly TUE 8:00"
        },
        { "role: db, backups: { plan: weekly }", "role: db, backups: { plan: daily }", "backups: weekly SUN 0:00 -> daily 0:00" },
        { "role: db, backups: { plan: daily }", "role: db", "backups: true -> false" },
        { "role: db", "role: db, protected: true", "protected: false -> true" },
    };

    /// <summary>An edit of a property that cannot be changed in place: the settings before and after, and the field in the plan.</summary>
    public static TheoryData<string, string, string> Drifts => new()
    {
        { "role: db", "role: db, size: s-2vcpu-4gb", "size: s-1vcpu-1gb -> s-2vcpu-4gb" },
        { "role: db", "role: db, region: fra1", "region: nyc1 -> fra1" },
        { "role: db", "role: web", "role: db -> web" },
        { "role: db", "role: db, image: debian-12-x64", "image: ubuntu-22-04-x64 -> debian-12-x64" },
        { "role: db", "role: db, monitoring: true", "monitoring: false -> true" },
        { "role: db, monitoring: true", "role: db", "monitoring: true -> false" },
        { "role: db", "role: db, ipv6: true", "ipv6: false -> true" },
        { "role: db", "role: db, user_data: \"#!/bin/sh\"", "create_settings: 7945aa1796a5 -> 9ad9caa67fa3" },
        { "role: db, user_data: \"#!/bin/sh\"", "role: db", "create_settings: 9ad9caa67fa3 -> 7945aa1796a5" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public void An_edited_property_that_can_be_changed_in_place_is_updated(string before, string after, string field)
    {
        World world = Declaring(before);
        long id = world.Up().Hosts.Single().Id!.Value.Number();
        world.Yaml = Yaml(after);

        InfraPlan plan = world.Plan();

        ResourceChange change = plan.Changes.Should().ContainSingle().Which;
        (change.Actions, change.Approval, change.HasDrift).Should().Be((ResourceActions.Update, Approval.Change, false));
        Text(change).Should().Equal(field);
        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated && h.Id == id.Machine());
        InfraPlan next = world.Plan();
        next.InSync.Should().BeTrue();
        next.NotCompared.Should().BeEmpty();
        world.Cloud.Droplets.Should().ContainSingle(d => d.Id == id);
    }

    [Theory]
    [MemberData(nameof(Drifts))]
    public void An_edited_property_that_cannot_be_changed_in_place_is_drift_until_the_host_is_replaced(
        string before, string after, string field)
    {
        World world = Declaring(before);
        world.Up();
        world.Yaml = Yaml(after);

        InfraPlan plan = world.Plan();

        ResourceChange change = plan.Changes.Should().ContainSingle().Which;
        (change.Actions, change.Approval, plan.InSync).Should().Be((ResourceActions.None, Approval.None, false));
        Text(change).Should().Equal(field);
        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Unchanged && h.Message!.StartsWith("drift: "));
        Text(world.Plan().Changes.Single()).Should().Equal(field);
        world.Apply(PlanOf(world, replace: "db-1")).Hosts.Should().Contain(h => h.Kind == OutcomeKind.Created);
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void Another_SSH_key_is_drift()
    {
        World world = Declaring("role: db");
        world.Cloud.AddSshKey("other");
        world.Up();
        world.Yaml = world.Yaml.Replace("ssh_key_name: my-ssh-key", "ssh_key_name: other", StringComparison.Ordinal);

        InfraPlan plan = world.Plan();

        plan.Changes.Single().Drift.Should().ContainSingle(f => f.Name == HostField.CreateSettings);
        plan.NotCompared.Should().BeEmpty();
    }

    [Fact]
    public void A_droplet_in_another_VPC_has_drifted_and_an_undeclared_VPC_is_not_compared()
    {
        World world = Declaring("role: db");
        world.Up();
        string actual = world.Cloud.Droplets.Single().VpcUuid!;
        world.Plan().InSync.Should().BeTrue();

        world.Yaml = Yaml($"role: db, vpc_uuid: {Vpc}");

        Text(world.Plan().Changes.Single()).Should().Equal($"vpc_uuid: {actual} -> {Vpc}");
        world.Yaml = Yaml($"role: db, vpc_uuid: {actual}");
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void Tags_that_people_added_are_no_difference_and_stay()
    {
        World world = Declaring("role: db, tags: [web]");
        world.Up();
        SandboxDroplet droplet = world.Cloud.Droplets.Single();
        world.Cloud.SetTags(droplet.Id, [.. droplet.Tags, "mine"]);
        world.Plan().InSync.Should().BeTrue();
        world.Yaml = Yaml("role: db, tags: [blue, web]");

        world.Up();

        world.Cloud.Droplets.Single().Tags.Should().Contain(["mine", "web", "blue"]);
    }

    [Fact]
    public void What_is_not_known_of_a_droplet_without_the_tag_of_its_settings_is_listed_and_is_no_drift()
    {
        World world = new() { Yaml = World.Hosts("app-1", "db-1") };
        world.Ours("db-1");
        world.Up();
        world.Yaml = world.Yaml.Replace("{ role: db }", "{ role: db, user_data: x }", StringComparison.Ordinal);

        InfraPlan plan = world.Plan();

        plan.InSync.Should().BeTrue();
        UncomparedFields entry = plan.NotCompared.Should().ContainSingle().Which;
        (entry.Kind, entry.Name).Should().Be((ResourceKind.Host, "db-1"));
        entry.Fields.Should().Equal("ssh_keys", "user_data");
    }

    [Fact]
    public void A_fleet_without_the_tag_has_one_entry()
    {
        World world = new() { Yaml = World.Hosts("app-1", "db-1") };
        world.Ours("db-1");
        world.Ours("app-1");

        world.Plan().NotCompared.Should().ContainSingle().Which.Name.Should().BeNull();
    }

    [Fact]
    public void Two_tags_of_settings_prove_nothing()
    {
        World world = Declaring("role: db");
        world.Up();
        SandboxDroplet droplet = world.Cloud.Droplets.Single();
        world.Cloud.SetTags(droplet.Id, [.. droplet.Tags, "stagecraft-made-000000000000"]);

        InfraPlan plan = world.Plan();

        plan.InSync.Should().BeTrue();
        plan.NotCompared.Should().ContainSingle().Which.Fields.Should().Equal("ssh_keys", "user_data");
    }

    [Fact]
    public void Drift_and_an_update_of_a_host_are_one_row()
    {
        World world = Declaring("role: db");
        world.Up();
        world.Yaml = Yaml("role: db, size: s-2vcpu-4gb, tags: [web]");

        InfraPlan plan = world.Plan();

        ResourceChange change = plan.Changes.Should().ContainSingle().Which;
        change.Actions.Should().Be(ResourceActions.Update);
        change.Drift.Should().ContainSingle(f => f.Name == "size");
        (plan.Summary.Update, plan.Summary.Drift, plan.Requests).Should().Be((1, 1, 1));
        world.Apply(plan).Hosts.Should().ContainSingle(
            h => h.Kind == OutcomeKind.Updated && h.Message == "drift: size");
        Text(world.Plan().Changes.Single()).Should().Equal("size: s-1vcpu-1gb -> s-2vcpu-4gb");
    }

    [Fact]
    public void Hosts_that_get_the_same_tag_share_a_request()
    {
        string[] names = [.. Enumerable.Range(1, 60).Select(i => $"app-{i:D2}")];
        World world = new(o => o with { DropletLimit = 100 }) { Yaml = World.Hosts(names) };
        world.Up();
        world.Yaml = world.Yaml.Replace("{ role: app }", "{ role: app, tags: [blue] }", StringComparison.Ordinal);
        InfraPlan plan = world.Plan();
        int sent = world.Network.Sent.Count;

        world.Apply(plan).Count(OutcomeKind.Updated).Should().Be(60);

        plan.Requests.Should().Be(2);
        world.Network.Sent.Skip(sent).Count(r => r == "POST /v2/tags/blue/resources").Should().Be(2);
        world.Plan().InSync.Should().BeTrue();
    }

    /// <summary>A response that is lost, before or after the action, is followed by a read, not by a second request.</summary>
    [Theory]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.Gateway504After)]
    [InlineData(Fault.Error500Before)]
    [InlineData(Fault.LateCommit)]
    public void Backups_whose_response_is_lost_are_enabled_once(Fault fault)
    {
        World world = Declaring("role: db");
        world.Up();
        world.Yaml = Yaml("role: db, backups: true");
        int actions = 0;
        world.Network.Choose = (request, _) => IsAction(request) && ++actions == 1 ? fault : Fault.None;

        world.Up().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        actions.Should().Be(fault is Fault.ResetBefore or Fault.Error500Before ? 2 : 1);
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_locked_droplet_is_updated_when_it_is_unlocked()
    {
        World world = Declaring("role: db");
        world.Up();
        long id = world.Cloud.Droplets.Single().Id;
        world.Yaml = Yaml("role: db, backups: true");
        InfraPlan plan = world.Plan();
        world.Cloud.SetLocked(id, true);
        world.Time.CreateTimer(_ => world.Cloud.SetLocked(id, false), null, TimeSpan.FromSeconds(40), Timeout.InfiniteTimeSpan);

        world.Apply(plan).Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_refused_action_is_repeated_once_and_then_reported_with_the_words_of_the_API()
    {
        World world = Declaring("role: db");
        world.Up();
        world.Yaml = Yaml("role: db, backups: true");
        InfraPlan plan = world.Plan();
        int actions = 0;
        world.Network.Choose = (request, _) =>
        {
            actions += IsAction(request) ? 1 : 0;
            return IsAction(request) ? Fault.Conflict : Fault.None;
        };

        HostOutcome host = ApplyTests.Fails(() => world.Apply(plan)).Report!.Hosts.Single();

        (host.Kind, actions).Should().Be((OutcomeKind.Failed, 2));
        host.Message.Should().Contain("not now");
    }

    [Fact]
    public void A_plan_of_an_update_that_the_config_does_not_declare_is_refused()
    {
        World world = Declaring("role: db");
        world.Up();
        world.Yaml = Yaml("role: db, tags: [web]");
        InfraPlan plan = world.Plan();
        ResourceChange forged = HostChange.Keep(
            "db-1", "staging-db-1", plan.Changes[0].Id!.Value, new FieldDifference("tags", "web,root", "") { IsUpdated = true });

        ApplyTests.Fails(() => world.Apply(plan with { Changes = [forged] })).Code.Should().Be(ErrorCodes.PlanStale);

        world.Cloud.Droplets.Single().Tags.Should().NotContain("root");
    }

    private static World Declaring(string settings) => new() { Yaml = Yaml(settings) };

    private static string Yaml(string settings) =>
        World.Hosts("db-1").Replace("{ role: db }", $"{{ {settings} }}", StringComparison.Ordinal);

    private static InfraPlan PlanOf(World world, string replace) => world.Time.Run(() => world.NewProvider().PlanAsync(
        world.PlanOptions() with { Replace = [replace] }, CancellationToken.None));

    private static IEnumerable<string> Text(ResourceChange change) => change.Fields.Select(f => $"{f.Name}: {f.Actual} -> {f.Declared}");

    private static bool IsAction(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/actions", StringComparison.Ordinal);
}
