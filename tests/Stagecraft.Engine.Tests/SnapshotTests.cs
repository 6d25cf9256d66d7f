using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 10.11 to 10.13: a snapshot of each machine before it is deleted.</summary>
public sealed partial class SnapshotTests
{
    private static readonly MemoryTraits Traits = new() { TagsAreAtomic = true, Facts = new() { TagsAreAtomic = true, HasActions = true } };

    private readonly EventLog _events = new();
    private MemoryRuns _runs = new(Traits);

    [Fact]
    public void Each_machine_of_down_has_a_complete_snapshot_before_its_delete_is_sent()
    {
        DeclaredConfig config = Existing("app-1", "db-1");
        SnapshotRequests requests = new(_runs.Cloud);
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);
        TimeSpan start = _runs.Cloud.Time.Elapsed;

        ApplyReport report = _runs.Save(config, plan, requests, _events)!;

        requests.FirstSnapshotAt.Should().BeGreaterThanOrEqualTo(start + Traits.Settle, "a killed run may have sent one");
        requests.Writes.Should().Equal("snapshot app-1", "snapshot db-1", "delete app-1 saved", "delete db-1 saved");
        report.Hosts.Should().AllSatisfy(h => h.Kind.Should().Be(OutcomeKind.Deleted));
        report.Hosts.Select(h => h.Snapshot).Should().Equal(_runs.Cloud.All.Select(NameOf));
        _events.Of<HostSnapshot>().Select(e => (e.Name, e.Snapshot, e.State)).Should().BeEquivalentTo(
            from m in _runs.Cloud.All
            from state in Enum.GetValues<SnapshotState>()
            select (m.Name[8..], NameOf(m), state));
    }

    [Fact]
    public void Replaced_and_undeclared_hosts_have_snapshots_and_new_machines_none()
    {
        Existing("app-1", "old-1");
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));

        ApplyReport report = _runs.Save(config, _runs.Plan(config, replace: "app-1"))!;

        report.Succeeded.Should().BeTrue();
        _runs.Cloud.All.Select(m => string.Join(' ', m.Snapshots)).Should()
            .Equal(NameOf(_runs.Cloud.All[0]), NameOf(_runs.Cloud.All[1]), "");
        report.Hosts.Select(h => (h.Name, h.Kind, h.Snapshot is null)).Should().BeEquivalentTo(
            [("app-1", OutcomeKind.Deleted, false), ("app-1", OutcomeKind.Created, true), ("old-1", OutcomeKind.Deleted, false)]);
    }

    [Fact]
    public void Without_the_option_there_is_no_snapshot()
    {
        DeclaredConfig config = Existing("app-1");

        _runs.Apply(config, _runs.Plan(config, PlanIntent.Down)).Hosts.Single().Snapshot.Should().BeNull();

        _runs.Cloud.All.Single().Snapshots.Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_with_the_name_is_used()
    {
        DeclaredConfig config = Existing("app-1");
        MemoryMachine machine = _runs.Cloud.All.Single();
        machine.Save(_runs.Cloud.Time.Elapsed, NameOf(machine));
        SnapshotRequests requests = new(_runs.Cloud);

        ApplyReport report = _runs.Save(config, _runs.Plan(config, PlanIntent.Down), requests, _events)!;

        requests.Writes.Should().Equal("delete app-1 saved");
        report.Hosts.Single().Snapshot.Should().Be(NameOf(machine));
        _events.Of<HostSnapshot>().Single().State.Should().Be(SnapshotState.Complete);
    }

    [Fact]
    public void A_snapshot_with_another_name_does_not_count()
    {
        DeclaredConfig config = Existing("app-1");
        MemoryMachine machine = _runs.Cloud.All.Single();
        machine.Save(_runs.Cloud.Time.Elapsed, "nightly");
        machine.Save(_runs.Cloud.Time.Elapsed, NameOf(machine) + "0");

        _runs.Save(config, _runs.Plan(config, PlanIntent.Down));

        machine.Snapshots.Should().Contain(NameOf(machine));
    }

    /// <summary>Whatever request it was, and whether or not it took effect.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 6)]
    [InlineData(true, 6)]
    public void A_run_that_was_killed_at_any_request_is_repeated_with_one_snapshot_of_each_machine(bool afterEffect, int lag)
    {
        bool ended = false;
        for (int at = 1; !ended; at++)
        {
            TimeSpan late = TimeSpan.FromSeconds(lag);
            _runs = new(Traits with { ListLag = late, ReadLag = late, Action = lag == 0 ? Traits.Action : TimeSpan.Zero });
            DeclaredConfig config = Existing("app-1", "app-2");
            SnapshotRequests requests = new(_runs.Cloud);

            ended = _runs.Save(config, _runs.Plan(config, PlanIntent.Down), new KillingLink(at, afterEffect)) is not null;
            InfraPlan rest = _runs.Plan(config, PlanIntent.Down);
            if (rest.HasChanges)
            {
                _runs.Save(config, rest, requests)!.Succeeded.Should().BeTrue($"killed at {at}");
            }

            _runs.Wait();
            _runs.Cloud.Existing.Should().BeEmpty();
            _runs.Cloud.All.Should().AllSatisfy(m => m.Snapshots.Should().Equal([NameOf(m)], $"killed at {at}"));
            requests.Deletes.Should().AllSatisfy(w => w.Should().EndWith("saved"));
            at.Should().BeLessThan(100);
        }
    }

    [Fact]
    public void A_snapshot_that_takes_longer_than_the_timeout_is_used_by_the_next_run()
    {
        _runs = new(Traits with { Action = TimeSpan.FromMinutes(15) });
        DeclaredConfig config = Existing("app-1");
        SnapshotRequests requests = new(_runs.Cloud);

        HostOutcome failed = Failed(config, requests);

        failed.Code.Should().Be(ErrorCodes.MachineTimeout);
        failed.Message.Should().EndWith("was not created: it is not complete; the same command continues");
        requests.Writes.Should().Equal("snapshot app-1");
        _runs.Save(config, _runs.Plan(config, PlanIntent.Down), requests)!.Succeeded.Should().BeTrue();
        requests.Writes.Should().Equal("snapshot app-1", "delete app-1 saved");
    }

    [Fact]
    public void Nothing_is_sent_while_the_machine_is_busy()
    {
        DeclaredConfig config = Existing("app-1");
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);
        MemoryMachine machine = _runs.Cloud.All.Single();
        TimeSpan idle = _runs.Cloud.Time.Elapsed + TimeSpan.FromMinutes(3);
        machine.Change(_runs.Cloud.Time.Elapsed, m => m with { IsBusy = true });
        machine.Later(idle, m => m with { IsBusy = false });
        SnapshotRequests requests = new(_runs.Cloud);

        _runs.Save(config, plan, requests)!.Succeeded.Should().BeTrue();

        requests.Writes.Should().Equal("snapshot app-1", "delete app-1 saved");
        requests.FirstSnapshotAt.Should().BeGreaterThanOrEqualTo(idle + Traits.Settle);
    }

    /// <summary>Some clouds list a snapshot that is still being created.</summary>
    [Fact]
    public void A_snapshot_of_a_busy_machine_is_not_complete()
    {
        DeclaredConfig config = Existing("app-1");
        SnapshotRequests requests = new(_runs.Cloud) { ListsIncomplete = true };

        _runs.Save(config, _runs.Plan(config, PlanIntent.Down), requests)!.Succeeded.Should().BeTrue();

        requests.Writes.Should().Equal("delete app-1 saved");
    }

    [Theory]
    [InlineData("stagecraft-env-staging", false)]
    [InlineData("stagecraft-protected", true)]
    public void A_machine_that_may_no_longer_be_deleted_gets_no_snapshot(string tag, bool isAdded)
    {
        DeclaredConfig config = Existing("app-1");
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);
        MemoryMachine machine = _runs.Cloud.All.Single();
        string spelled = machine.Tags.FirstOrDefault(t => t.StartsWith(tag, StringComparison.Ordinal)) ?? tag;
        machine.Retag(_runs.Cloud.Time.Elapsed, tags => isAdded ? [.. tags, tag] : [.. tags.Where(t => t != spelled)]);
        SnapshotRequests requests = new(_runs.Cloud);

        OutcomeKind kind = isAdded ? _runs.Save(config, plan, requests)!.Hosts.Single().Kind : Failed(config, requests, plan).Kind;

        kind.Should().Be(isAdded ? OutcomeKind.Kept : OutcomeKind.Failed);
        requests.Writes.Should().BeEmpty();
        _runs.Names.Should().ContainSingle();
    }

    [Fact]
    public void A_machine_that_is_already_deleted_needs_no_snapshot()
    {
        DeclaredConfig config = Existing("app-1");
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);
        _runs.Cloud.Delete(_runs.Cloud.All.Single());
        _runs.Wait();

        ApplyReport report = _runs.Save(config, plan)!;

        report.Hosts.Single().Should().BeEquivalentTo(new { Kind = OutcomeKind.Unchanged, Message = "it was already deleted" });
    }

    [Fact]
    public void A_failed_snapshot_ends_a_replacement_in_groups()
    {
        DeclaredConfig config = Existing("app-1", "app-2");
        InfraPlan plan = _runs.Plan(config, replace: "role:app");
        SnapshotRequests requests = new(_runs.Cloud) { Fault = MemoryFault.Forbidden, Times = int.MaxValue };

        ApplyReport report = Failure(config, plan, requests).Report!;

        requests.Writes.Should().Equal("snapshot app-1");
        report.Hosts.Where(h => h.Name == "app-1").Should().AllSatisfy(h => h.Kind.Should().Be(OutcomeKind.Failed));
        report.Hosts.Single(h => h.Name == "app-2").Kind.Should().Be(OutcomeKind.Skipped);
    }

    [Fact]
    public void Groups_are_saved_one_after_the_other()
    {
        DeclaredConfig config = Existing("app-1", "app-2");
        SnapshotRequests requests = new(_runs.Cloud);

        _runs.Save(config, _runs.Plan(config, replace: "role:app"), requests)!.Succeeded.Should().BeTrue();

        requests.Writes.Where(w => !w.StartsWith("create", StringComparison.Ordinal) && !w.StartsWith("update", StringComparison.Ordinal))
            .Should().Equal("snapshot app-1", "delete app-1 saved", "snapshot app-2", "delete app-2 saved");
    }

    [Fact]
    public void A_stopped_run_deletes_nothing_and_reports_complete_snapshots()
    {
        DeclaredConfig config = Existing("app-1", "app-2");
        using CancellationTokenSource stop = new();
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);

        ApplyReport report = FluentActions.Invoking(() => _runs.Save(config, plan, null, new StopAtSnapshot(stop), stop.Token))
            .Should().Throw<CloudProviderException>().Which.Report!;

        report.IsInterrupted.Should().BeTrue();
        report.Hosts.Should().AllSatisfy(h => h.Kind.Should().Be(OutcomeKind.Skipped));
        report.Hosts[0].Snapshot.Should().Be(NameOf(_runs.Cloud.All[0]));
        _runs.Names.Should().HaveCount(2);
    }

    [Fact]
    public void A_driver_without_actions_is_refused()
    {
        _runs = new(new MemoryTraits());
        DeclaredConfig config = Existing("app-1");

        CloudProviderException failure = Failure(config, _runs.Plan(config, PlanIntent.Down), new MemoryLink());

        (failure.Code, failure.Report).Should().Be((ErrorCodes.Refused, null));
        failure.Message.Should().Contain("the provider 'memory' cannot create snapshots of machines");
        _runs.Names.Should().ContainSingle();
    }

    private static string NameOf(MemoryMachine machine) => SnapshotRequests.NameOf(machine);

    private DeclaredConfig Existing(params string[] hosts)
    {
        _runs.Up(hosts);
        _runs.Wait();
        return _runs.Config([.. hosts.Select(MemoryRuns.Host)]);
    }

    private HostOutcome Failed(DeclaredConfig config, MemoryLink link, InfraPlan? plan = null) =>
        Failure(config, plan ?? _runs.Plan(config, PlanIntent.Down), link).Report!.Hosts.Single(h => h.Kind == OutcomeKind.Failed);

    private CloudProviderException Failure(DeclaredConfig config, InfraPlan plan, MemoryLink link) =>
        FluentActions.Invoking(() => _runs.Save(config, plan, link, _events)).Should().Throw<CloudProviderException>().Which;
}
