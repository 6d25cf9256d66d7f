using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 5.3.1, 5.3.2 and 5.6.</summary>
public sealed class ChoiceTests
{
    private static readonly Preflight Prices = new() { Prices = new Dictionary<string, decimal> { ["s-1vcpu-1gb"] = 6.00m } };

    private static readonly Machine[] Account =
    [
        Sample.Owned(1, "app-1"),
        Sample.Owned(2, "app-1"),
        Sample.Owned(3, "db-1") with { State = MachineState.Stopped, Status = "off" },
        Sample.Owned(4, "old-1"),
        Sample.Owned(5, "old-2"),
        Sample.Owned(6, "app-1") with { Name = "odd_name" },
    ];

    [Fact]
    public void Only_targets_are_in_the_plan_and_the_other_changes_are_counted()
    {
        InfraPlan plan = Diff(["app-1", "old-1", "app-3"], []);

        plan.ToCreate.Select(h => h.Name).Should().Equal("app-3");
        plan.ToDelete.Select(d => (d.Name, d.Id.Number(), d.Reason))
            .Should().Equal(("app-1", 2, DeleteReason.Duplicate), ("old-1", 4, DeleteReason.Undeclared));
        plan.Unchanged().Select(h => h.Name).Should().Equal("app-1");
        plan.Drifted().Should().BeEmpty();
        plan.Targets.Should().Equal("app-1", "app-3", "old-1");
        plan.Warnings.Should().ContainSingle(w => w.Code == "not_targeted").Which.Message.Should()
            .Be("2 other changes are excluded by --target");
        plan.Cost.Should().Be(new PlanCost("USD", 36m, 30m), "the price is that of the whole environment");
    }

    [Fact]
    public void A_plan_with_targets_deletes_only_named_hosts()
    {
        Diff(["app-1"], []).ToDelete.Select(d => d.Id.Number()).Should().Equal(2);
        Diff(["old-2"], []).ToDelete.Select(d => d.Id.Number()).Should().Equal(5);
    }

    [Fact]
    public void No_warning_without_excluded_changes() =>
        Planner.Diff(Chosen(["app-1"], [], "app-1"), Sample.Actual(Sample.Owned(1, "app-1")), Prices).Warnings.Should().BeEmpty();

    [Fact]
    public void All_droplets_of_a_replaced_host_are_deleted_and_one_is_created()
    {
        InfraPlan plan = Diff([], ["app-1", "db-1", "app-3"]);

        plan.ToDelete.Where(d => d.Reason == DeleteReason.Replace).Select(d => (d.Name, d.Id.Number()))
            .Should().Equal(("app-1", 1), ("app-1", 2), ("db-1", 3));
        plan.ToCreate.Select(h => h.Name).Should().Equal("app-1", "app-2", "app-3", "db-1");
        plan.Unchanged().Should().BeEmpty();
        plan.Drifted().Should().ContainSingle(d => d.Name == null, "a replaced host has no drift");
        plan.Replace.Should().Equal("app-1", "app-3", "db-1");
    }

    [Fact]
    public void Only_named_hosts_are_replaced() => Diff([], []).ToDelete.Should().NotContain(d => d.Reason == DeleteReason.Replace);

    [Fact]
    public void Both_are_in_the_fingerprint_of_the_config()
    {
        string[] all =
        [
            Diff([], []).Fingerprint.Config,
            Diff(["app-1"], []).Fingerprint.Config,
            Diff([], ["app-1"]).Fingerprint.Config,
            Diff(["app-1"], ["app-1"]).Fingerprint.Config,
        ];
        all.Should().OnlyHaveUniqueItems();
        Planner.Diff(Chosen([], [], "app-1"), Sample.Actual(), new Preflight()).Fingerprint.Should()
            .Be(Planner.Diff(Sample.Desired("app-1"), Sample.Actual(), new Preflight()).Fingerprint);
    }

    [Fact]
    public void The_account_fingerprint_covers_only_the_targets()
    {
        string before = Diff(["app-1"], []).Fingerprint.Account;
        Diff(["app-1"], [], Account[..4]).Fingerprint.Account.Should().Be(before);
        Diff(["app-1"], [], Account[1..]).Fingerprint.Account.Should().NotBe(before);
        Diff([], []).Fingerprint.Account.Should().NotBe(Diff([], [], Account[..4]).Fingerprint.Account);
    }

    [Fact]
    public void A_plan_with_rows_outside_its_targets_is_refused()
    {
        DesiredState desired = Chosen(["app-1", "old-1"], ["app-1"], "app-1", "app-2");
        InfraPlan plan = Planner.Diff(desired, Sample.Actual(Account), new Preflight());
        InfraPlan whole = Diff([], []);
        HostDeletion replaced = plan.ToDelete[0];
        ResourceChange create = HostChange.Create(plan.ToCreate[0]);
        ResourceChange[] deletes = [.. plan.ToDelete.Select(HostChange.Delete)];

        PlanFit.Fits(plan, desired).Should().BeTrue();
        Fits(create).Should().BeTrue("what is there is then left as it is");
        Fits([create, .. deletes]).Should().BeTrue();
        Fits(deletes).Should().BeFalse("a deleted host would not be recreated");
        Fits([.. plan.Changes, .. whole.Changes.Where(c => c is { Name: "app-2", Creates: true })]).Should().BeFalse();
        Fits([.. plan.Changes, .. whole.Changes.Where(c => c.Name == "old-2")]).Should().BeFalse();
        Fits(create, HostChange.Delete(replaced with { Reason = DeleteReason.Duplicate })).Should().BeFalse();
        Fits(create, HostChange.Delete(replaced with { Name = null })).Should().BeFalse();
        Fits([.. plan.Changes, HostChange.Keep("app-1", "staging-app-1", new("1"))]).Should().BeFalse();
        PlanFit.Fits(whole with { Changes = [HostChange.Delete(replaced)] }, Sample.Desired("app-1", "app-2", "app-3", "db-1"))
            .Should().BeFalse();

        bool Fits(params ResourceChange[] changes) => PlanFit.Fits(plan with { Changes = changes }, desired);
    }

    private static DesiredState Chosen(string[] targets, string[] replace, params string[] hosts) =>
        Sample.Desired(hosts) with { Choice = new HostChoice(targets, replace) };

    private static InfraPlan Diff(string[] targets, string[] replace, Machine[]? account = null) =>
        Planner.Diff(Chosen(targets, replace, "app-1", "app-2", "app-3", "db-1"), Sample.Actual(account ?? Account), Prices);
}
