using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Plans;

/// <summary>Spec interface.md 7.3.</summary>
public sealed class SortedTests
{
    [Fact]
    public void A_plan_is_sorted_by_kind_then_name_then_id_and_fields_by_name()
    {
        InfraPlan plan = new()
        {
            Provider = "x",
            Project = null,
            Environment = "e",
            Changes =
            [
                HostChange.Create(Spec("b")), HostChange.Create(Spec("B")), Delete("a", "10"), Delete(null, "7"), Delete("a", "9"),
                Delete("a", "2") with { Kind = "aa-unknown" },
            ],
            Warnings = [new("b", "1"), new("a", "2"), new("a", "1")],
            NotCompared = [new("host", "b", ["y", "x"], "r"), new("host", null, [], "r")],
            Cost = PlanCost.Unknown,
            Fingerprint = new("", ""),
            Targets = ["b", "a"],
            Replace = ["d", "c"],
        };

        InfraPlan sorted = plan.Sorted();

        sorted.Changes.Select(c => (c.Kind, c.Name, c.Id?.Value)).Should().Equal(
            ("host", null, "7"), ("host", "B", null), ("host", "a", "9"), ("host", "a", "10"), ("host", "b", null),
            ("aa-unknown", "a", "2"));
        sorted.Changes[0].Fields.Select(f => f.Name).Should().Equal("region", "role", "size");
        sorted.Warnings.Select(w => w.Code + w.Message).Should().Equal("a1", "a2", "b1");
        sorted.NotCompared.Select(n => n.Name).Should().Equal(null, "b");
        sorted.NotCompared[1].Fields.Should().Equal("x", "y");
        sorted.Targets.Should().Equal("a", "b");
        sorted.Replace.Should().Equal("c", "d");
        plan.Targets.Should().Equal(["b", "a"], "a plan is a value");

        static HostSpec Spec(string name) =>
            new() { Name = name, MachineName = name, Role = "r", Size = "s", Region = "r", Image = "i", Tags = ["b", "a", "B"] };
        static ResourceChange Delete(string? name, string id)
        {
            ResourceChange change = HostChange.Delete(
                new() { Name = name, MachineName = "d", Role = null, Size = "s", Region = "r", Id = new(id), Reason = DeleteReason.Down });
            return change with { Fields = [.. change.Fields.Reverse()] };
        }
    }

    /// <summary>Spec interface.md 3.4.</summary>
    [Fact]
    public void The_lists_to_create_and_to_delete_are_views_of_the_changes()
    {
        HostSpec spec = new()
        {
            Name = "a",
            MachineName = "e-a",
            Role = "app",
            Size = "large",
            Region = "r",
            Image = "i",
            Tags = ["y", "x"],
        };
        HostDeletion deletion = new()
        {
            Name = "a",
            MachineName = "old-a",
            Role = null,
            Size = "small",
            Region = "r",
            Id = new("1"),
            Reason = DeleteReason.Replace,
        };
        InfraPlan plan = new()
        {
            Provider = "x",
            Project = null,
            Environment = "e",
            Changes = [HostChange.Replace(deletion, spec), HostChange.Keep("b", "e-b", new("2")), PlanRows.Protect("c", "e-c", new("3"))],
            Warnings = [],
            Cost = PlanCost.Unknown,
            Fingerprint = new("", ""),
        };

        plan.ToCreate.Should().ContainSingle().Which.Should().BeEquivalentTo(spec with { Tags = ["x", "y"] });
        plan.ToDelete.Should().Equal(deletion);
        plan.Summary.Should().Be(new PlanSummary(Create: 0, Update: 1, Delete: 0, Replace: 1, Drift: 0, Unchanged: 1));
    }

    [Fact]
    public void A_report_and_a_list_of_hosts_are_sorted_by_name_then_id()
    {
        ApplyReport report = new([Of("b", "1"), Of("a", "3"), Of(null, "9"), Of("a", "2")]) { IsInterrupted = true };
        HostStatus host = new("b", "e-b", new("1"), null, "s", "r", "active", null, null, null, IsDeclared: true);

        report.Sorted().Hosts.Select(h => h.Id?.Value).Should().Equal("9", "2", "3", "1");
        report.Sorted().IsInterrupted.Should().BeTrue();
        HostStatus.Sorted(
            [host, host with
            {
                Name = "a",
                Id = new("3"),
            }, host with { Name = "a", Id = new("2") }, host with { Name = null, Id = new("4") }])
            .Select(h => h.Id.Value).Should().Equal("4",
                "2", "3", "1");

        static HostOutcome Of(string? name, string id) => new(name, "d", OutcomeKind.Unchanged, new ResourceId(id));
    }
}
