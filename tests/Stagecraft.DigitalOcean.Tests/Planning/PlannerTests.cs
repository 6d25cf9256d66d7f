using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 5.3 to 5.6; outline 8.1, Plan().</summary>
public sealed class PlannerTests
{
    private static readonly Preflight Prices =
        new() { Prices = new Dictionary<string, decimal> { ["s-1vcpu-1gb"] = 6.00m, ["s-2vcpu-4gb"] = 24.00m } };

    [Fact]
    public void New_hosts_are_created_in_name_order()
    {
        InfraPlan plan = Planner.Diff(Sample.Desired("db-1", "app-2", "app-10"), Sample.Actual(), Prices);

        plan.ToCreate.Select(h => h.Name).Should().Equal("app-10", "app-2", "db-1");
        plan.ToCreate[0].Tags.Should().Equal(
            "stagecraft", "stagecraft-env-staging", "stagecraft-made-e96f5e7cfdf5", "stagecraft-project-shop", "stagecraft-role-app");
        plan.ToCreate[0].MachineName.Should().Be("staging-app-10");
        plan.InSync.Should().BeFalse();
    }

    [Fact]
    public void Hosts_that_are_not_declared_are_deleted_in_name_order()
    {
        InfraPlan plan = Planner.Diff(Sample.Desired(), Sample.Actual(Sample.Owned(2, "web-2"), Sample.Owned(1, "web-1")), Prices);

        plan.ToDelete.Select(d => (d.Name, d.Id.Number(), d.Reason, d.Role)).Should().Equal(
            ("web-1", 1, DeleteReason.Undeclared, "web"),
            ("web-2", 2, DeleteReason.Undeclared, "web"));
    }

    [Fact]
    public void Memory_of_a_plan_is_proportional_to_the_number_of_hosts()
    {
        double few = AllocatedPerHost(300);
        AllocatedPerHost(3_000).Should().BeLessThan(1.5 * few);
    }

    [Fact]
    public void Matching_hosts_are_unchanged_and_the_plan_is_empty()
    {
        InfraPlan plan = Planner.Diff(
            Sample.Desired("app-1"),
            Sample.Actual(Sample.Owned(1, "app-1") with { State = MachineState.Starting, Status = "new" }),
            Prices);

        plan.InSync.Should().BeTrue();
        plan.Unchanged().Select(c => (c.Name, c.CloudName, c.Id.Number())).Should().Equal(("app-1", "staging-app-1", 1));
    }

    [Fact]
    public void Drift_is_reported_per_field_and_never_corrected()
    {
        Machine droplet = Sample.Owned(7, "app-1") with
        {
            Size = "s-2vcpu-4gb",
            Region = "nyc3",
            State = MachineState.Stopped,
            Status = "off",
            Tags = [.. Sample.Owned(7, "db-1").Tags!],
        };

        InfraPlan plan = Planner.Diff(Sample.Desired("app-1"), Sample.Actual(droplet), Prices);

        ResourceChange change = plan.Drifted().Should().ContainSingle().Which;
        (change.Name, change.Id.Number()).Should().Be(("app-1", 7));
        change.Drift.Should().Equal(
            new FieldDifference("region", "nyc1", "nyc3"),
            new FieldDifference("role", "app", "db"),
            new FieldDifference("size", "s-1vcpu-1gb", "s-2vcpu-4gb"),
            new FieldDifference("status", "active", "off"));
        plan.HasChanges.Should().BeFalse();
        plan.Unchanged().Should().BeEmpty();
    }

    [Fact]
    public void Duplicates_are_deleted_and_the_survivor_is_kept()
    {
        InfraPlan plan = Planner.Diff(Sample.Desired("app-1"), Sample.Actual(Sample.Owned(8, "app-1"), Sample.Owned(3, "app-1")), Prices);

        plan.Unchanged().Single().Id.Should().Be(new ResourceId("3"));
        plan.ToDelete.Single().Should().Match<HostDeletion>(d => d.Id == 8.Machine() && d.Reason == DeleteReason.Duplicate);
    }

    [Fact]
    public void A_droplet_without_a_host_name_is_drift_and_only_down_deletes_it()
    {
        ActualState actual = Sample.Actual(Sample.Owned(4, "x") with { Name = "legacy" });

        ResourceChange change = Planner.Diff(Sample.Desired(), actual, Prices).Drifted().Should().ContainSingle().Which;
        (change.Name, change.CloudName, change.Id.Number()).Should().Be((null, "legacy", 4));
        change.Drift.Should().Equal(new FieldDifference("name", null, "legacy"));
        Planner.Diff(Sample.Clear, actual, Prices).ToDelete.Single()
            .Should().Match<HostDeletion>(d => d.Id == 4.Machine() && d.Name == null && d.Reason == DeleteReason.Down);
    }

    [Fact]
    public void Down_deletes_all_owned_droplets_except_protected_ones()
    {
        ActualState actual = Sample.Actual(
            Sample.Owned(1, "app-1") with { State = MachineState.Stopped, Status = "off" },
            Sample.Owned(2, "app-1"),
            Sample.Owned(3, "db-1", "stagecraft-protected"),
            Sample.Droplet(4, "staging-app-9"));

        InfraPlan plan = Planner.Diff(Sample.Clear, actual, Prices);

        plan.ToDelete.Select(d => (d.Id.Number(), d.Reason)).Should().Equal((1, DeleteReason.Down), (2, DeleteReason.Down));
        plan.Warnings.Should().ContainSingle(w => w.Code == "protected");
    }

    /// <summary>interface.md 3.10.</summary>
    [Theory]
    [InlineData("app-1", "host 'app-1' is not ready yet: its droplet is still booting; to wait for it: `stagecraft infra up -e staging`")]
    [InlineData(
        "app-1 app-2",
        "hosts 'app-1', 'app-2' are not ready yet: their droplets are still booting; to wait for them: `stagecraft infra up -e staging`")]
    [InlineData("", null)]
    public void Booting_hosts_are_named_and_are_no_drift(string booting, string? message)
    {
        ActualState actual = Sample.Actual(
        [
            .. new[] { "app-1", "app-2", "app-3" }.Select((h, i) => booting.Contains(h, StringComparison.Ordinal)
                ? Sample.Owned(i + 1, h) with { State = MachineState.Starting, Status = "new" } : Sample.Owned(i + 1, h)),
        ]);

        InfraPlan plan = Planner.Diff(Sample.Desired("app-1", "app-2", "app-3"), actual, Prices);

        plan.InSync.Should().BeTrue();
        plan.Warnings.Select(w => (w.Code, w.Message)).Should().Equal(message is null ? [] : [("not_ready", message)]);
        Planner.Diff(Sample.Clear, actual, Prices).Warnings.Should().NotContain(w => w.Code == "not_ready");
    }

    [Fact]
    public void Droplets_of_other_projects_are_counted_and_not_changed()
    {
        ActualState actual = Sample.Actual(
            Sample.Droplet(1, "staging-app-1", "stagecraft", "stagecraft-env-staging"),
            Sample.Droplet(2, "staging-app-2", "stagecraft", "stagecraft-env-staging", "stagecraft-project-other"));

        InfraPlan plan = Planner.Diff(Sample.Desired(), actual, Prices);

        plan.ToDelete.Should().BeEmpty();
        plan.Warnings.Should().ContainSingle().Which.Should()
            .Match<PlanWarning>(w => w.Code == "other_project" && w.Message.StartsWith("this plan ignores 2 droplets"));
    }

    [Fact]
    public void Cost_counts_owned_droplets_before_and_after()
    {
        InfraPlan plan = Planner.Diff(
            Sample.Desired("app-1", "app-2"),
            Sample.Actual(Sample.Owned(1, "app-1"), Sample.Owned(2, "web-1") with { Size = "s-2vcpu-4gb" }, Sample.Droplet(3, "foreign")),
            Prices);

        plan.Cost.Should().Be(new PlanCost("USD", 30.00m, 12.00m));
        plan.Cost.MonthlyDelta.Should().Be(-18.00m);
    }

    [Fact]
    public void A_price_that_is_not_known_makes_the_sum_unknown()
    {
        InfraPlan plan = Planner.Diff(Sample.Desired("app-1"), Sample.Actual(Sample.Owned(1, "web-1") with { Size = "retired" }), Prices);

        plan.Cost.Should().Be(new PlanCost("USD", null, 6.00m), "the price of a deleted droplet is not part of the sum after");
        plan.Cost.MonthlyDelta.Should().BeNull();
    }

    [Fact]
    public void Fingerprints_depend_on_the_desired_and_the_actual_state()
    {
        ActualState actual = Sample.Actual(Sample.Owned(1, "app-1"));
        PlanFingerprint basic = Planner.Diff(Sample.Desired("app-1"), actual, Prices).Fingerprint;

        Planner.Diff(
            Sample.Desired("app-1"),
            Sample.Actual(Sample.Owned(1, "app-1") with { State = MachineState.Stopped, Status = "off", PublicIpv4 = null }),
            new Preflight()).Fingerprint
            .Should().Be(basic, "status, address and price play no part");
        Planner.Diff(Sample.Desired("app-2"), actual, Prices).Fingerprint.Config.Should().NotBe(basic.Config);
        Planner.Diff(Sample.Clear, actual, Prices).Fingerprint.Config.Should().NotBe(basic.Config);
        Planner.Diff(Sample.Desired() with { Hosts = [Sample.Host("app-1", sshKey: "other")] }, actual, Prices).Fingerprint.Config.Should()
            .NotBe(basic.Config);
        Planner.Diff(Sample.Desired("app-1"), Sample.Actual(Sample.Owned(1, "app-1", "more")), Prices).Fingerprint.Account.Should()
            .NotBe(basic.Account);
        basic.Config.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    /// <summary>Of ten hosts, three are created, three are deleted, two are protected, one has a duplicate, and one has drifted.</summary>
    private static double AllocatedPerHost(int hosts)
    {
        string[] names = [.. Enumerable.Range(1, hosts).Select(n => $"app-{n}")];
        DesiredState desired = Sample.Desired([.. names.Where((_, n) => n % 10 > 2)]);
        ActualState actual = Sample.Actual([.. names.SelectMany(Machines)]);
        Planner.Diff(desired, actual, Prices);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Planner.Diff(desired, actual, Prices);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / hosts;

        static IEnumerable<Machine> Machines(string name, int number) => (number % 10) switch
        {
            < 3 => [Sample.Owned((2 * number) + 1, $"old-{name}")],
            < 6 => [],
            < 8 => [Sample.Owned((2 * number) + 1, name, "stagecraft-protected")],
            8 => [Sample.Owned((2 * number) + 1, name), Sample.Owned((2 * number) + 2, name)],
            _ => [Sample.Owned((2 * number) + 1, name) with { Size = "s-2vcpu-4gb" }],
        };
    }
}
