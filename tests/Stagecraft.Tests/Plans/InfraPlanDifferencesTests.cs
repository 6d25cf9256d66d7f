using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Plans;

/// <summary>spec/providers/cloud/interface.md, 3.1; spec/cli/infra.md, 4.9.</summary>
public sealed class InfraPlanDifferencesTests
{
    private static readonly HostSpec App2 = new()
    {
        Name = "app-2",
        MachineName = "prod-app-2",
        Role = "app",
        Size = "small",
        Region = "nyc1",
        Image = "ubuntu",
        Tags = ["stagecraft", "x"],
    };

    private static readonly HostDeletion Old = new()
    {
        Name = "old-1",
        MachineName = "prod-old-1",
        Role = null,
        Size = "small",
        Region = "nyc1",
        Id = new("7"),
        Reason = DeleteReason.Undeclared,
    };

    private static readonly FieldDifference Larger = new("size", "large", "small");

    private static readonly ResourceChange Create = HostChange.Create(App2);
    private static readonly ResourceChange Delete = HostChange.Delete(Old);
    private static readonly ResourceChange Drift = HostChange.Keep("db-1", "prod-db-1", new("5"), Larger);
    private static readonly ResourceChange Same = HostChange.Keep("app-1", "prod-app-1", new("3"));

    private static readonly InfraPlan Plan = new()
    {
        Provider = "digitalocean",
        Project = "shop",
        Environment = "prod",
        Changes = [Same, Create, Drift, Delete],
        Warnings = [],
        Cost = new PlanCost("USD", 4m, 8m),
        Fingerprint = new PlanFingerprint("c", "a"),
    };

    private static readonly InfraPlan OtherConfig = Plan with { Fingerprint = Plan.Fingerprint with { Config = "c2" } };

    private static readonly InfraPlan OtherAccount = Plan with { Fingerprint = Plan.Fingerprint with { Account = "a2" } };

    [Fact]
    public void The_same_plan_has_none_whatever_it_warns_of_and_costs() => Between(Plan with
    {
        Changes = [Same, HostChange.Create(App2 with { Tags = ["stagecraft", "x"] }) with { MonthlyAfter = 5m }, Drift, Delete],
        Warnings = [new PlanWarning("no_project", "none")],
        Cost = new PlanCost("USD", 5m, null),
    }).Should().BeEmpty();

    [Fact]
    public void Hosts_of_the_config_that_came_went_or_changed_are_named() => Between(OtherConfig with
    {
        Changes =
        [
            HostChange.Create(App2 with { Size = "large", Tags = ["stagecraft"] }),
            HostChange.Create(App2 with { Name = "app-3", MachineName = "prod-app-3" }),
            Drift,
            Delete,
            HostChange.Delete(Old with { Name = "app-1", MachineName = "prod-app-1", Id = new("3") }),
        ],
    }).Should().Equal(
        "the config: host 'app-3' is declared now",
        "the config: host 'app-1' is no longer declared",
        "the config: size of host 'app-2' was 'small', and is 'large' now",
        "the config: tags of host 'app-2' was 'stagecraft,x', and is 'stagecraft' now",
        "machine 'prod-app-1' (3) was unchanged, and is to be deleted (undeclared; no role, small, nyc1) now");

    [Fact]
    public void Droplets_that_came_went_or_changed_are_named_with_their_ids() => Between(OtherAccount with
    {
        Changes =
        [
            Same with { CloudName = "PROD-app-1" },
            Create,
            HostChange.Delete(Old with { Size = "large" }),
            HostChange.Delete(Old with { Name = "old-2", MachineName = "prod-old-2", Id = new("9") }),
        ],
    }).Should().Equal(
        "the config: host 'db-1' is no longer declared",
        "machine 'prod-app-1' (3) is called 'PROD-app-1' now",
        "machine 'prod-db-1' (5) no longer exists, is no longer managed, or is now protected; it was drifted (size is small, declared "
            + "large)",
        "machine 'prod-old-1' (7) was to be deleted (undeclared; no role, small, nyc1), and is to be deleted (undeclared; no role, large, "
            + "nyc1) now",
        "machine 'prod-old-2' (9) is new since the plan was created; it is to be deleted (undeclared; no role, small, nyc1)");

    [Fact]
    public void What_is_to_be_created_and_has_come_meanwhile_is_named() => Between(OtherAccount with
    {
        Changes = [Same, HostChange.Keep("app-2", "prod-app-2", new("8")), Drift, Delete],
    }).Should().Equal("machine 'prod-app-2' (8) is new since the plan was created; it is unchanged");

    /// <summary>A status is in no fingerprint.</summary>
    [Fact]
    public void A_droplet_that_was_switched_off_is_named() => Between(Plan with
    {
        Changes = [HostChange.Keep("app-1", "prod-app-1", new("3"), new FieldDifference("status", "active", "off")), Create, Drift, Delete],
    }).Should().Equal("machine 'prod-app-1' (3) was unchanged, and is drifted (status is off, declared active) now");

    [Fact]
    public void An_empty_value_is_none() => Between(Plan with
    {
        Changes =
        [
            HostChange.Keep("app-1", "prod-app-1", new("3"), new FieldDifference("tags", "web", "") { IsUpdated = true }),
            Create, Drift, Delete,
        ],
    }).Should().Equal("machine 'prod-app-1' (3) was unchanged, and is to be updated (tags is none, declared web) now");

    [Fact]
    public void A_host_to_protect_is_declared_and_there()
    {
        InfraPlan protects = Plan with
        {
            Changes =
            [
                PlanRows.Protect("app-1", "prod-app-1", new("3")), Create, PlanRows.Protect("db-1", "prod-db-1", new("5"), Larger),
                Delete,
            ],
            Fingerprint = new PlanFingerprint("c2", "a"),
        };

        Between(protects).Should().Equal(
            "machine 'prod-app-1' (3) was unchanged, and is to be updated (protected is false, declared true) now",
            "machine 'prod-db-1' (5) was drifted (size is small, declared large), and is drifted (size is small, declared large) and to "
                + "be updated (protected is false, declared true) now");
        InfraPlanDifferences.Between(protects, protects).Should().BeEmpty();
        InfraPlanDifferences.Between(protects, Plan).Should()
            .HaveCount(2).And.OnlyContain(d => d.Contains("to be updated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_replacement_is_told_apart_from_a_delete_and_a_create()
    {
        HostDeletion before = Old with { Name = "app-2", MachineName = "legacy", Id = new("8"), Reason = DeleteReason.Replace };
        InfraPlan replaces = Plan with { Changes = [Same, HostChange.Replace(before, App2), Drift, Delete] };

        InfraPlanDifferences.Between(replaces, replaces).Should().BeEmpty();
        InfraPlanDifferences.Between(
            replaces, replaces with { Changes = [Same, HostChange.Keep("app-2", "legacy", new("8")), Drift, Delete] }).Should().Equal(
            "machine 'legacy' (8) was to be replaced (replace; no role, small, nyc1), and is unchanged now");
        InfraPlanDifferences.Between(
            replaces,
            replaces with
            {
                Changes =
            [
                Same, HostChange.Replace(before, App2 with { MachineName = "other", Image = "debian" }), Drift, Delete,
            ]
            }).Should().Equal(
            "the config: machine name of host 'app-2' was 'prod-app-2', and is 'other' now",
            "the config: image of host 'app-2' was 'ubuntu', and is 'debian' now");
    }

    [Fact]
    public void What_no_list_shows_is_a_difference_all_the_same()
    {
        Between(OtherConfig).Should().ContainSingle().Which.Should().StartWith("the config changed in a setting that plans do not show");
        Between(OtherAccount).Should().ContainSingle().Which.Should().StartWith("the account changed in a property that plans do not show");
        Between(OtherConfig with { Fingerprint = new PlanFingerprint("c2", "a2") }).Should().HaveCount(2);
    }

    [Fact]
    public void A_plan_of_another_or_of_other_targets_is_another_plan()
    {
        Between(OtherConfig with { Project = null }).Should().Equal("the project was 'shop', and is none now");
        Between(OtherConfig with { Targets = ["app-2"], Replace = ["app-2"] }).Should().Equal(
            "the list of targets was none, and is 'app-2' now", "the list of hosts to replace was none, and is 'app-2' now");
    }

    private static IReadOnlyList<string> Between(InfraPlan now) => InfraPlanDifferences.Between(Plan, now);
}
