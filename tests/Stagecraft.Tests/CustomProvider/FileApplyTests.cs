using FileHosts.Machines;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 1.3, 1.4, 1.5, 1.7, 1.8, 6: the example's runs.</summary>
public sealed class FileApplyTests : IDisposable
{
    private readonly FileCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Applying_leads_to_a_plan_without_changes_and_again_does_nothing()
    {
        InfraPlan plan = await _cloud.PlanAsync();

        ApplyReport first = await _cloud.ApplyAsync(plan);
        byte[] content = File.ReadAllBytes(_cloud.HostsFile);
        _cloud.Events.Clear();
        ApplyReport second = await _cloud.ApplyAsync(plan);

        first.Count(OutcomeKind.Created).Should().Be(2);
        second.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unchanged && h.PublicIpv4 != null);
        _cloud.Events.Should().NotContain(e => e is HostCreating || e is HostDeleting);
        File.ReadAllBytes(_cloud.HostsFile).Should().Equal(content);
        (await _cloud.PlanAsync()).InSync.Should().BeTrue();
    }

    [Fact]
    public async Task Clearing_deletes_ours_and_nothing_else_and_again_does_nothing()
    {
        FileMachine unmanaged = FileCloud.Other(7, "staging-other", "small", "mine");
        _cloud.Put(new MachineList(9, [unmanaged]));
        await _cloud.UpAsync();
        InfraPlan plan = await _cloud.PlanAsync(intent: PlanIntent.Down);

        (await _cloud.ApplyAsync(plan)).Count(OutcomeKind.Deleted).Should().Be(2);
        (await _cloud.ApplyAsync(plan)).Count(OutcomeKind.Unchanged).Should().Be(2);

        _cloud.Content().Machines.Should().ContainSingle().Which.Should().BeEquivalentTo(unmanaged);
    }

    [Fact]
    public async Task Replacing_gives_another_machine_once()
    {
        await _cloud.UpAsync();
        InfraPlan plan = await _cloud.PlanAsync(replace: ["db-1"]);

        ApplyReport first = await _cloud.ApplyAsync(plan);
        ApplyReport second = await _cloud.ApplyAsync(plan);

        first.Hosts.Select(h => (h.Name, h.Kind, h.Id?.Value)).Should().Equal(
            ("app-1", OutcomeKind.Unchanged, "1"), ("db-1", OutcomeKind.Deleted, "2"), ("db-1", OutcomeKind.Created, "3"));
        second.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unchanged);
        _cloud.Content().Machines.Select(m => m.Id).Should().Equal(1, 3);
    }

    [Fact]
    public async Task Events_come_in_order_and_all_before_the_end()
    {
        await _cloud.UpAsync("staging: {old: {role: app, size: small}}");
        _cloud.Events.Clear();

        await _cloud.UpAsync();

        _cloud.Events.Should().Equal(
            new HostCreating("app-1", "staging-app-1", "small", "local"),
            new HostWaiting("app-1", "staging-app-1", new("2"), "active"),
            new HostCreating("db-1", "staging-db-1", "large", "local"),
            new HostWaiting("db-1", "staging-db-1", new("3"), "active"),
            new HostReady("app-1", "staging-app-1", new("2"), "10.0.0.2", null),
            new HostReady("db-1", "staging-db-1", new("3"), "10.0.0.3", null),
            new HostDeleting("old", "staging-old", new("1"), DeleteReason.Undeclared),
            new HostDeleted("old", "staging-old", new("1"), DeleteReason.Undeclared));
    }

    [Fact]
    public async Task A_listener_that_throws_ends_nothing()
    {
        _cloud.OnEvent = _ => throw new InvalidOperationException();

        ApplyReport report = await _cloud.UpAsync();

        report.Count(OutcomeKind.Created).Should().Be(2);
        _cloud.Events.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("staging: {app-1: {role: app, size: small}, db-1: {role: db, size: huge}}")]
    [InlineData("staging: {app-1: {role: app, size: small}}")]
    [InlineData("staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large}, db-2: {role: db, size: large}}")]
    public async Task A_plan_of_another_config_is_refused(string hosts)
    {
        CloudProviderException failure = await _cloud.FailsAsync(await _cloud.PlanAsync(), hosts);

        failure.Code.Should().Be(ErrorCodes.PlanStale);
        failure.Report.Should().BeNull();
        File.Exists(_cloud.HostsFile).Should().BeFalse();
    }

    [Fact]
    public async Task A_plan_whose_lists_cannot_have_come_of_the_config_is_refused()
    {
        await _cloud.UpAsync();
        InfraPlan plan = await _cloud.PlanAsync();
        HostDeletion delete = new()
        {
            Name = "app-1",
            MachineName = "staging-app-1",
            Role = "app",
            Size = "small",
            Region = "local",
            Id = new("1"),
            Reason = DeleteReason.Undeclared,
        };
        HostSpec create = new()
        {
            Name = "app-9",
            MachineName = "staging-app-9",
            Role = "app",
            Size = "small",
            Region = "local",
            Image = "local",
            Tags = [],
        };
        byte[] before = File.ReadAllBytes(_cloud.HostsFile);
        InfraPlan[] forged =
        [
            plan with { Changes = [HostChange.Delete(delete)] },
            plan with { Changes = [HostChange.Delete(delete with { Reason = DeleteReason.Down })] },
            plan with { Changes = [HostChange.Delete(delete with { Reason = DeleteReason.Replace })] },
            plan with { Changes = [HostChange.Delete(delete with { Reason = DeleteReason.Duplicate })] },
            plan with { Changes = [HostChange.Create(create)] },
            plan with { Changes = [HostChange.Replace(delete, create with { Name = "app-1", MachineName = "staging-app-1" })] },
            plan with { Changes = [PlanRows.Protect("app-1", "staging-app-1", new("1"))] },
            plan with { Changes = [HostChange.Keep("app-9", "staging-app-9", new("1"))] },
            plan with { Changes = [plan.Changes[0] with { Kind = "firewall" }] },
            plan with { Environment = "staging", Project = null },
            plan with { Provider = "digitalocean" },
            plan with { Targets = ["app-1"] },
        ];

        foreach (InfraPlan one in forged)
        {
            (await _cloud.FailsAsync(one)).Code.Should().Be(ErrorCodes.PlanStale);
        }

        File.ReadAllBytes(_cloud.HostsFile).Should().Equal(before);
    }

    [Fact]
    public async Task A_delete_meets_no_machine_that_is_not_this_host_of_ours()
    {
        await _cloud.UpAsync();
        const string None = "staging: {}";
        InfraPlan plan = await _cloud.PlanAsync(None);
        MachineList list = _cloud.Content();
        _cloud.Put(list with { Machines = [list.Machines[0] with { Tags = [] }, list.Machines[1] with { Name = "staging-other" }] });

        CloudProviderException failure = await _cloud.FailsAsync(plan, None);

        failure.Code.Should().Be(ErrorCodes.PlanStale);
        failure.Report!.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Failed);
        _cloud.Content().Machines.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_machine_that_came_since_the_plan_fails_its_host_alone()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        _cloud.Put(new MachineList(8, [FileCloud.Other(7, "staging-app-1", "small", "mine")]));

        CloudProviderException failure = await _cloud.FailsAsync(plan);

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should()
            .Equal(("app-1", OutcomeKind.Failed, ErrorCodes.MachineExists), ("db-1", OutcomeKind.Created, null));
        failure.Message.Should().Be("file provider: 1 of 2 hosts failed: app-1 (machine_exists)");
    }

    [Fact]
    public async Task A_host_with_another_size_fails_and_one_that_was_deleted_after_the_plan_is_not_created()
    {
        await _cloud.UpAsync();
        InfraPlan plan = await _cloud.PlanAsync(
            "staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large}, new: {role: app, size: small}}");
        MachineList list = _cloud.Content();
        _cloud.Put(new MachineList(9, [list.Machines[1], list.Machines[0] with { Id = 4, Name = "staging-new", Size = "huge" }]));

        CloudProviderException failure = await _cloud.FailsAsync(
            plan, "staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large}, new: {role: app, size: small}}");

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Failed, ErrorCodes.MachineNotFound), ("db-1", OutcomeKind.Unchanged, null),
            ("new", OutcomeKind.Failed, ErrorCodes.MachineExists));
        _cloud.Events.OfType<HostFailed>().Select(e => e.Name).Should().Equal("app-1", "new");
    }

    [Fact]
    public async Task What_is_undeclared_stays_while_a_create_failed()
    {
        await _cloud.UpAsync("staging: {old: {role: app, size: small}}");
        InfraPlan plan = await _cloud.PlanAsync();
        MachineList list = _cloud.Content();
        _cloud.Put(list with { NextId = 9, Machines = [.. list.Machines, FileCloud.Other(8, "staging-db-1", "large")] });

        CloudProviderException failure = await _cloud.FailsAsync(plan);

        failure.Report!.Hosts.Select(h => h.Kind).Should().Equal(OutcomeKind.Created, OutcomeKind.Failed, OutcomeKind.Skipped);
        _cloud.Content().Find("staging-old").Should().NotBeNull();
    }

    [Fact]
    public async Task Cancelled_before_anything_was_changed_it_is_a_cancellation()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        Func<Task> apply = () => _cloud.ApplyAsync(plan, cancellationToken: stop.Token);

        await apply.Should().ThrowAsync<OperationCanceledException>();
        File.Exists(_cloud.HostsFile).Should().BeFalse();
    }

    [Fact]
    public async Task A_run_that_is_canceled_halfway_reports_the_outcome_of_each_host()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        using CancellationTokenSource stop = new();
        _cloud.OnEvent = happened =>
        {
            if (happened is HostWaiting { Name: "app-1" })
            {
                stop.Cancel();
            }
        };
        Func<Task> apply = () => _cloud.ApplyAsync(plan, cancellationToken: stop.Token);

        CloudProviderException failure = (await apply.Should().ThrowAsync<CloudProviderException>()).Which;

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Select(h => (h.Name, h.Kind)).Should()
            .Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Skipped));
        _cloud.Content().Machines.Should().ContainSingle();
    }

    [Fact]
    public async Task Concurrent_runs_create_each_host_once()
    {
        InfraPlan plan = await _cloud.PlanAsync();

        ApplyReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => FileCloud.NewProvider().ApplyAsync(
            new ApplyOptions { Config = _cloud.Section(FileCloud.TwoHosts), Plan = plan }, CancellationToken.None))));

        reports.Should().OnlyContain(r => r.Succeeded && r.Hosts.Count == 2);
        _cloud.Content().Machines.Select(m => m.Name).Should().BeEquivalentTo("staging-app-1", "staging-db-1");
    }
}
