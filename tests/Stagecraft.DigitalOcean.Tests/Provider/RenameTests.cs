using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 14.5.1: renaming a host.</summary>
public sealed class RenameTests : OwnershipScenario
{
    private const string HostTag = "stagecraft-host-app-9";

    private static readonly string[] Steps =
    [
        $"POST /v2/tags/{HostTag}/resources",
        "POST /v2/droplets/{0}/actions",
        $"DELETE /v2/tags/{HostTag}/resources",
    ];

    public RenameTests() => World.Yaml = World.Hosts("app-1", "db-1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_droplet_becomes_the_other_host_with_the_last_request(bool byId)
    {
        SandboxDroplet droplet = World.Ours("app-9");

        OwnershipChange change = Preview(OwnershipAction.Rename, "app-1", byId ? Text(droplet.Id) : "app-9");

        (change.Machine.Name, change.Machine.Id, change.NewHost, change.NewMachineName, change.IsEmpty).Should()
            .Be(("app-9", droplet.Id.Machine(), "app-1", "staging-app-1", false));
        change.Add.Should().Equal(HostTag);
        change.Remove.Should().Equal(HostTag);
        change.Drift.Should().BeEmpty();
        World.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();

        Writes().Should().Equal(Steps.Select(s => string.Format(System.Globalization.CultureInfo.InvariantCulture, s, droplet.Id)));
        Tags(droplet).Should().BeEquivalentTo(World.OurTags("app-1"));
        InfraPlan plan = World.Plan();
        plan.Unchanged().Should().ContainSingle().Which.Id.Should().Be(droplet.Id.Machine());
        (plan.ToCreate.Select(h => h.Name).Single(), plan.ToDelete.Count).Should().Be(("db-1", 0));
    }

    [Fact]
    public void An_adopted_droplet_gets_the_name_of_the_template()
    {
        SandboxDroplet legacy = World.Cloud.CreateDroplet("legacy-app", [.. World.OurTags("app-9"), "Stagecraft-HOST-app-9"], "nyc1");

        OwnershipChange change = Preview(OwnershipAction.Rename, "app-1", "app-9");

        change.Add.Should().BeEmpty();
        change.Remove.Should().Equal("Stagecraft-HOST-app-9");
        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();
        Live(legacy).Name.Should().Be("staging-app-1");
        World.Plan().Unchanged().Should().ContainSingle(h => h.Id == legacy.Id.Machine());
    }

    [Fact]
    public void The_tag_of_the_previous_host_has_the_spelling_of_the_account()
    {
        World.Cloud.CreateDroplet("other", ["STAGECRAFT-host-APP-9"]);
        SandboxDroplet droplet = World.Ours("app-9");

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();

        Tags(droplet).Should().BeEquivalentTo(World.OurTags("app-1"));
    }

    [Fact]
    public void The_role_and_its_set_tags_change_and_region_and_size_are_drift()
    {
        World.Yaml = World.Hosts("db-1") + """

            environments:
              staging:
                firewalls:
                  base: { roles: [db], inbound: [{ port: 22, from: any }] }
            """;
        SandboxDroplet droplet = World.Ours(
            "app-9", "s-2vcpu-4gb", more: ["stagecraft-set:shop:staging", "stagecraft-set:shop:staging:app"]);

        OwnershipChange change = Preview(OwnershipAction.Rename, "db-1", "app-9");

        change.Add.Should().Equal(HostTag, "stagecraft-set:shop:staging:db", "stagecraft-role-db");
        change.Remove.Should().Equal("stagecraft-role-app", "stagecraft-set:shop:staging:app", HostTag);
        change.Drift.Should().Equal(new FieldDifference("size", "s-1vcpu-1gb", "s-2vcpu-4gb"));
        CarryOut(OwnershipAction.Rename, "db-1", "app-9").IsSeen.Should().BeTrue();
        Tags(droplet).Should().BeEquivalentTo(
            [.. World.OurTags("db-1"), "stagecraft-set:shop:staging", "stagecraft-set:shop:staging:db"]);
        World.Plan().Drifted().Should().ContainSingle().Which.Name.Should().Be("db-1");
    }

    [Fact]
    public void A_host_declared_as_protected_is_protected_before_it_is_renamed()
    {
        World.Yaml = World.Hosts("app-1").Replace("role: app }", "role: app, protected: true }", StringComparison.Ordinal);
        SandboxDroplet droplet = World.Ours("app-9");

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").Change.Add.Should().Equal(Protected, HostTag);

        Tags(droplet).Should().Contain(Protected);
        World.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_protected_host_stays_protected()
    {
        SandboxDroplet droplet = World.Ours("app-9", more: Protected);

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();

        Tags(droplet).Should().Contain(Protected);
    }

    [Fact]
    public void A_second_rename_has_nothing_to_do()
    {
        SandboxDroplet droplet = World.Ours("app-9");
        CarryOut(OwnershipAction.Rename, "app-1", "app-9");
        World.Network.Sent.Clear();

        foreach (string old in new[] { "app-9", Text(droplet.Id) })
        {
            OwnershipChange change = CarryOut(OwnershipAction.Rename, "app-1", old).Change;
            (change.IsEmpty, change.Machine.Name, change.Machine.Id).Should().Be((true, "app-1", droplet.Id.Machine()));
        }

        World.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_host_is_not_found_and_an_undeclared_one_is_a_config_error()
    {
        Refuses(OwnershipAction.Rename, "app-1", "app-9").Code.Should().Be(ErrorCodes.MachineNotFound);
        World.Ours("app-9");
        CloudProviderException undeclared = Refuses(OwnershipAction.Rename, "app-2", "app-9");
        (undeclared.Code, undeclared.Hint).Should().Be((ErrorCodes.ConfigInvalid, "did you mean 'app-1'?"));
    }

    [Fact]
    public void A_host_that_is_still_declared_is_refused()
    {
        World.Ours("db-1");

        CloudProviderException refusal = Refuses(OwnershipAction.Rename, "app-1", "db-1");

        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain("'db-1' is still declared");
    }

    [Fact]
    public void A_host_with_several_droplets_is_renamed_by_id()
    {
        SandboxDroplet[] both = [World.Ours("app-9"), World.Ours("app-9")];
        Refuses(OwnershipAction.Rename, "app-1", "app-9").Code.Should().Be(ErrorCodes.Refused);

        CarryOut(OwnershipAction.Rename, "app-1", Text(both[1].Id)).IsSeen.Should().BeTrue();

        Live(both[1]).Name.Should().Be("staging-app-1");
        World.Plan().ToDelete.Should().ContainSingle().Which.Id.Should().Be(both[0].Id.Machine());
    }

    [Fact]
    public void A_droplet_without_a_host_has_to_be_adopted()
    {
        SandboxDroplet droplet = World.Ours("app-9", more: [HostTag, "stagecraft-host-app-8"]);

        CloudProviderException refusal = Refuses(OwnershipAction.Rename, "app-1", Text(droplet.Id));

        (refusal.Code, refusal.Hint!.Contains("infra adopt", StringComparison.Ordinal)).Should().Be((ErrorCodes.Refused, true));
    }

    [Fact]
    public void A_host_that_exists_or_whose_name_is_in_use_is_refused()
    {
        World.Ours("app-9");
        SandboxDroplet foreign = World.Cloud.CreateDroplet("Staging-App-1", ["theirs"]);
        CloudProviderException taken = Refuses(OwnershipAction.Rename, "app-1", "app-9");
        (taken.Code, taken.Message.Contains(Text(foreign.Id), StringComparison.Ordinal)).Should().Be((ErrorCodes.MachineExists, true));

        SandboxDroplet there = World.Cloud.CreateDroplet("staging-app-1", World.OurTags("app-1"));
        CloudProviderException exists = Refuses(OwnershipAction.Rename, "app-1", "app-9");
        (exists.Code, exists.Message.Contains(Text(there.Id), StringComparison.Ordinal)).Should().Be((ErrorCodes.MachineExists, true));
    }

    [Fact]
    public void A_host_with_a_volume_is_refused_and_not_suggested()
    {
        World.Yaml = World.Hosts("app-9").Replace(
            "role: app }", "role: app, volumes: { data: { size: 10 } } }", StringComparison.Ordinal);
        World.Up();
        World.Yaml = World.Hosts("app-1");
        World.Network.Sent.Clear();

        CloudProviderException refusal = Refuses(OwnershipAction.Rename, "app-1", "app-9");

        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().Contain("volume 'staging-app-9-data'");
        World.Plan().Warnings.Should().NotContain(w => w.Code == "renamed");
    }

    [Fact]
    public void A_reserved_ip_follows_the_droplet()
    {
        World.Yaml = World.Hosts("app-9");
        World.Up();
        string address = OtherClient.Reserve(World, "nyc1");
        World.Yaml = WithAddress("app-9", address);
        World.Up();
        World.Yaml = WithAddress("app-1", address);

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();

        World.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_template_with_the_project_gives_the_name()
    {
        World.Yaml = "machine_name: '{project}-{environment}-{host}'\n" + World.Hosts("app-1");
        SandboxDroplet droplet = World.Ours("app-9");

        CarryOut(OwnershipAction.Rename, "app-1", "app-9").IsSeen.Should().BeTrue();

        Live(droplet).Name.Should().Be("shop-staging-app-1");
        World.Plan().InSync.Should().BeTrue();
    }

    /// <summary>Spec 5.2.4.</summary>
    [Theory]
    [InlineData("app-9", "s-1vcpu-1gb", true)]
    [InlineData("app-9", "s-2vcpu-4gb", false)]
    [InlineData("db-9", "s-1vcpu-1gb", false)]
    public void A_plan_suggests_a_rename_of_the_only_host_that_is_like_the_only_new_one(string old, string size, bool isSuggested)
    {
        SandboxDroplet droplet = World.Ours(old, size);
        World.Yaml = World.Hosts("app-1");

        string[] expected = isSuggested
            ? [$"droplet 'staging-{old}' ({droplet.Id}) of host '{old}' is deleted, and a new one is created for host 'app-1'; to keep it "
                + $"as 'app-1', run: `stagecraft infra rename {old} app-1 -e staging`"]
            : [];
        World.Plan().Warnings.Where(w => w.Code == "renamed").Select(w => w.Message).Should().Equal(expected);

        World.Ours("app-8");
        World.Plan().Warnings.Should().NotContain(w => w.Code == "renamed", "two hosts are deleted");
    }

    private static string WithAddress(string host, string address) =>
        World.Hosts(host).Replace("role: app }", $"role: app, reserved_ip: {address} }}", StringComparison.Ordinal);

    private IEnumerable<string> Writes() => World.Network.Sent.Where(
        s => !s.StartsWith("GET", StringComparison.Ordinal) && !s.EndsWith("/v2/tags", StringComparison.Ordinal));

    private SandboxDroplet Live(SandboxDroplet droplet) => World.Cloud.Droplets.Single(d => d.Id == droplet.Id);
}
