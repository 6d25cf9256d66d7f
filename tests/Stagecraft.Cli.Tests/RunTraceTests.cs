using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The known state of a run after an immediate exit: spec/cli/infra.md 6.2.</summary>
public sealed class RunTraceTests
{
    private static readonly HostCreating Creating = new("app-2", "prod-app-2", "s-4vcpu-8gb", "nyc3");
    private static readonly HostWaiting Waiting = new("app-2", "prod-app-2", new ResourceId("2001"), "new");
    private static readonly HostReady Ready = new("app-2", "prod-app-2", new ResourceId("2001"), "203.0.113.7", null);
    private static readonly HostUpdating UpdatingNew = new("app-2", "prod-app-2", new ResourceId("2001"));
    private static readonly HostDeleting Deleting = new("old-1", "prod-old-1", new ResourceId("1001"), DeleteReason.Undeclared);

    public static TheoryData<InfraEvent[], OutcomeKind, string?> Creates => new()
    {
        { [], OutcomeKind.Skipped, null },
        { [Creating], OutcomeKind.Unknown, null },
        { [Creating, new HostCreateIndeterminate("app-2", "prod-app-2", "reset")], OutcomeKind.Unknown, null },
        { [Creating, new HostSkipped("app-2", "prod-app-2", "held back")], OutcomeKind.Skipped, null },
        { [Creating, Waiting], OutcomeKind.Unknown, "2001" },
        { [Creating, Waiting, Ready], OutcomeKind.Created, "2001" },
        { [Waiting, Ready], OutcomeKind.Unchanged, "2001" },
        { [Creating, Waiting, Ready, UpdatingNew], OutcomeKind.Unknown, "2001" },
        {
        [
            Creating, Waiting, Ready, UpdatingNew, new HostUpdated("app-2", "prod-app-2", new ResourceId("2001")),
        ], OutcomeKind.Created, "2001" },
        { [Creating, new HostFailed("app-2", "prod-app-2", null, "machine_create_failed", "no")], OutcomeKind.Failed, null },
        {
        [
            Creating, Waiting, new HostFailed("app-2", "prod-app-2", new ResourceId("2001"), "machine_timeout", "slow"),
        ], OutcomeKind.Failed, "2001" },
    };

    [Theory]
    [MemberData(nameof(Creates))]
    public void A_create(InfraEvent[] events, OutcomeKind kind, string? id) =>
        Of(events).Report.Hosts.Single(h => h.Name == "app-2").Should()
            .Match<HostOutcome>(h => h.Kind == kind && h.Id.ToString() == (id ?? ""));

    /// <summary>The droplet of a host to protect may have been renamed since the plan was made.</summary>
    public static TheoryData<InfraEvent[], OutcomeKind> Protections => new()
    {
        { [], OutcomeKind.Unchanged },
        { [new HostUpdating("db-9", "legacy", new ResourceId("9"))], OutcomeKind.Unknown },
        {
        [
            new HostUpdating("db-9", "legacy", new ResourceId("9")), new HostUpdated("db-9", "legacy", new ResourceId("9")),
        ], OutcomeKind.Updated },
        {
        [
            new HostUpdating("db-9", "legacy", new ResourceId("9")),
            new HostFailed("db-9", "legacy", new ResourceId("9"), "forbidden", "no"),
        ], OutcomeKind.Failed },
        { [new HostFailed("db-9", "legacy", new ResourceId("9"), "plan_stale", "no")], OutcomeKind.Failed },
    };

    [Theory]
    [MemberData(nameof(Protections))]
    public void A_protection(InfraEvent[] events, OutcomeKind kind)
    {
        RunTrace trace = events.Aggregate(
            RunTrace.Of(Samples.Of(PlanRows.Protect("db-9", "renamed-since", new ResourceId("9")))), (t, e) => t.With(e));
        trace.Report.Hosts.Should().ContainSingle(h => h.Name == "db-9").Which.Kind.Should().Be(kind);
        trace.HasSent.Should().Be(events.OfType<HostUpdating>().Any());
        trace.Stopping.Contains("update of db-9", StringComparison.Ordinal).Should().Be(kind == OutcomeKind.Unknown);
    }

    public static TheoryData<InfraEvent[], OutcomeKind> Deletes => new()
    {
        { [], OutcomeKind.Skipped },
        { [new HostSkipped("old-1", "prod-old-1", "a create failed")], OutcomeKind.Skipped },
        { [Deleting], OutcomeKind.Unknown },
        { [Deleting, new HostDeleted("old-1", "prod-old-1", new ResourceId("1001"), DeleteReason.Undeclared)], OutcomeKind.Deleted },
        { [Deleting, new HostFailed("old-1", "prod-old-1", new ResourceId("1001"), "machine_delete_failed", "no")], OutcomeKind.Failed },
    };

    [Theory]
    [MemberData(nameof(Deletes))]
    public void A_delete(InfraEvent[] events, OutcomeKind kind) =>
        Of(events).Report.Hosts.Single(h => h.Id == new ResourceId("1001")).Kind.Should().Be(kind);

    /// <summary>interface.md 10.15: the new droplet of a surge gets the name of its host.</summary>
    [Fact]
    public void The_new_droplet_of_a_surge_is_created_and_is_in_it_once()
    {
        ResourceId id = new("2001");
        RunTrace trace = Of(
            new HostCreating("app-2-next", "prod-app-2-next", "s-4vcpu-8gb", "nyc3"),
            new HostWaiting("app-2-next", "prod-app-2-next", id, "new"),
            new HostReady("app-2-next", "prod-app-2-next", id, "203.0.113.7", null),
            new HostUpdating("app-2-next", "prod-app-2-next", id),
            new HostUpdated("app-2-next", "prod-app-2", id));

        HostOutcome[] hosts = [.. trace.Report.Hosts.Where(h => h.Name?.StartsWith("app-2", StringComparison.Ordinal) == true)];
        hosts.Should().ContainSingle().Which.Should().Match<HostOutcome>(
            h => h.Name == "app-2" && h.Kind == OutcomeKind.Created && h.Id == id && h.MachineName == "prod-app-2");
    }

    [Fact]
    public void All_of_the_plan_is_in_it_once()
    {
        ApplyReport report = RunTrace.Of(Samples.Full()).Report;
        report.IsInterrupted.Should().BeTrue();
        report.Hosts.Select(h => (h.Name, h.Id)).Should().Equal(
            (null, new ResourceId("1005")), ("app-1", new ResourceId("1002")), ("app-1", new ResourceId("1004")), ("app-2", null),
            ("db-1", null), ("gateway-1", new ResourceId("1003")), ("old-1", new ResourceId("1001")));
    }

    [Fact]
    public void A_surplus_droplet_that_the_run_deletes_on_its_own_is_in_it_too()
    {
        RunTrace trace = Of(
            Creating, Waiting, Ready, new HostDeleting("app-2", "prod-app-2", new ResourceId("2002"), DeleteReason.Duplicate));
        trace.Report.Hosts.Where(h => h.Name == "app-2").Select(h => (h.Id, h.Kind)).Should()
            .Equal((new ResourceId("2001"), OutcomeKind.Created), (new ResourceId("2002"), OutcomeKind.Unknown));
    }

    [Fact]
    public void Before_anything_was_sent_the_first_signal_says_so() =>
        Of().Stopping.Should().Be("stopping: no requests were sent; press Ctrl-C again to exit immediately");

    [Fact]
    public void The_first_signal_names_what_is_waited_for() => Of(Creating, Deleting).Stopping.Should().Be(
        "stopping: no new requests; waiting for requests in flight (create of app-2; delete of old-1), then a final check; press Ctrl-C "
            + "again to exit immediately");

    [Fact]
    public void Of_many_it_names_ten()
    {
        InfraEvent[] events = [.. Enumerable.Range(10, 13).Select(i => new HostCreating($"app-{i}", $"prod-app-{i}", "s", "r"))];
        Of(events).Stopping.Should().Contain("app-19 and 3 more").And.NotContain("app-20");
    }

    [Fact]
    public void What_was_seen_is_not_waited_for() =>
        Of(Creating, Waiting).Stopping.Should()
            .Be("stopping: no new requests; then a final check; press Ctrl-C again to exit immediately");

    private static RunTrace Of(params InfraEvent[] events) =>
        events.Aggregate(RunTrace.Of(Samples.Full()), (trace, happened) => trace.With(happened));
}
