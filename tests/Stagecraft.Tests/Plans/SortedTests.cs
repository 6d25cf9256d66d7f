using Stagecraft.DigitalOcean.Api;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Tests.Plans;

/// <summary>Spec interface.md 7.3.</summary>
public sealed class SortedTests
{
    [Fact]
    public void A_plan_is_sorted_by_name_then_id_then_field()
    {
        InfraPlan plan = new()
        {
            Provider = "x",
            Project = null,
            Environment = "e",
            ToCreate = [Spec("b"), Spec("B"), Spec("a")],
            ToDelete = [Delete("b", 1), Delete("a", 3), Delete(null, 9), Delete("a", 2)],
            ToProtect = [new("b", 1), new("a", 2)],
            Drift = [Drift("a", 2, "size"), Drift("a", 2, "role"), Drift("a", 1, "size"), Drift(null, 3, "name")],
            Unchanged = [new("b", "e-b", 1), new("a", "e-a", 2)],
            Warnings = [new("b", "1"), new("a", "2"), new("a", "1")],
            Cost = PlanCost.Unknown,
            Fingerprint = new("", ""),
            Targets = ["b", "a"],
            Replace = ["d", "c"],
        };

        InfraPlan sorted = plan.Sorted();

        sorted.ToCreate.Select(h => h.Name).Should().Equal("B", "a", "b");
        sorted.ToCreate[0].Tags.Should().Equal("B", "a", "b");
        sorted.ToDelete.Select(d => d.Id).Should().Equal(9, 2, 3, 1);
        sorted.ToProtect.Select(p => p.Name).Should().Equal("a", "b");
        sorted.Drift.Select(d => (d.Id, d.Field)).Should().Equal((3, "name"), (1, "size"), (2, "role"), (2, "size"));
        sorted.Unchanged.Select(u => u.Name).Should().Equal("a", "b");
        sorted.Warnings.Select(w => w.Code + w.Message).Should().Equal("a1", "a2", "b1");
        sorted.Targets.Should().Equal("a", "b");
        sorted.Replace.Should().Equal("c", "d");
        plan.Targets.Should().Equal(["b", "a"], "a plan is a value");

        static HostSpec Spec(string name) => new() { Name = name, MachineName = name, Role = "r", Size = "s", Region = "r", Image = "i", Tags = ["b", "a", "B"] };
        static HostDeletion Delete(string? name, long id) => new() { Name = name, MachineName = "d", Role = null, Size = "s", Region = "r", Id = id, Reason = DeleteReason.Down };
        static HostDrift Drift(string? name, long id, string field) => new(name, "d", id, field, null, null);
    }

    [Fact]
    public void A_report_and_a_list_of_hosts_are_sorted_by_name_then_id()
    {
        ApplyReport report = new([Of("b", 1), Of("a", 3), Of(null, 9), Of("a", 2)]) { IsInterrupted = true };
        HostStatus host = new("b", "e-b", 1, null, "s", "r", "active", null, null, null, IsDeclared: true);

        report.Sorted().Hosts.Select(h => h.Id).Should().Equal(9, 2, 3, 1);
        report.Sorted().IsInterrupted.Should().BeTrue();
        HostStatus.Sorted([host, host with { Name = "a", Id = 3 }, host with { Name = "a", Id = 2 }, host with { Name = null, Id = 4 }]).Select(h => h.Id).Should().Equal(4, 2, 3, 1);

        static HostOutcome Of(string? name, long id) => new(name, "d", HostOutcomeKind.Unchanged, id);
    }
}
