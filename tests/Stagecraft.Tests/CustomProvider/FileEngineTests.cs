using System.Net;
using FileHosts.Machines;
using Stagecraft.Engine.Readiness;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 1.6, 1.7, 3.3: protection, adoption, duplicates and readiness, which the engine adds to the
/// example.</summary>
public sealed class FileEngineTests : IDisposable
{
    private const string Protected = "staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large, protected: true}}";

    private readonly FileCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_protected_machine_is_kept_by_a_down_until_its_protection_ends()
    {
        await _cloud.UpAsync();
        InfraPlan protect = await _cloud.PlanAsync(Protected);
        protect.Changes.Select(c => (c.Name, c.Actions)).Should().Equal(("app-1", ResourceActions.None), ("db-1", ResourceActions.Update));

        await _cloud.ApplyAsync(protect, Protected);
        await _cloud.ApplyAsync(await _cloud.PlanAsync(Protected, PlanIntent.Down), Protected);

        _cloud.Content().Machines.Should().ContainSingle().Which.Tags.Should().Contain("stagecraft-protected");
        await ChangeAsync(OwnershipAction.Unprotect, "db-1");
        await _cloud.ApplyAsync(await _cloud.PlanAsync(intent: PlanIntent.Down));
        _cloud.Content().Machines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_machine_of_another_user_is_adopted_and_released()
    {
        await _cloud.UpAsync("staging: {app-1: {role: app, size: small}}");
        MachineList list = _cloud.Content();
        _cloud.Put(list with { NextId = 9, Machines = [.. list.Machines, FileCloud.Other(8, "legacy", "large", "mine")] });

        await ChangeAsync(OwnershipAction.Adopt, "db-1", machine: "8");

        (await _cloud.PlanAsync()).InSync.Should().BeTrue();
        _cloud.Content().Find("legacy")!.Tags.Should().Contain(["mine", "stagecraft", "stagecraft-host-db-1"]);
        await ChangeAsync(OwnershipAction.Forget, "db-1", hosts: "staging: {app-1: {role: app, size: small}}");
        _cloud.Content().Find("legacy")!.Tags.Should().Equal("mine");
    }

    [Fact] // 9.11
    public async Task A_cloud_without_addresses_cannot_reserve_one()
    {
        ReservationOptions options = new()
        {
            Config = _cloud.Section(FileCloud.TwoHosts),
            Project = "shop",
            Environment = "staging",
            Host = "db-1",
        };

        Func<Task> preview = () => _cloud.Provider.PreviewReservationAsync(options, CancellationToken.None);

        Problem problem = (await preview.Should().ThrowAsync<CloudProviderException>()).Which.Problems.Single();
        problem.Code.Should().Be(ErrorCodes.Refused);
        problem.Message.Should().Be($"the provider '{_cloud.Provider.Id}' cannot reserve addresses");
    }

    [Fact]
    public async Task A_copy_of_a_machine_is_a_duplicate_and_the_oldest_stays()
    {
        await _cloud.UpAsync();
        MachineList list = _cloud.Content();
        _cloud.Put(list with
        {
            NextId = 10,
            Machines =
        [
            .. list.Machines, list.Machines[0] with { Id = 9, CreatedAt = list.Machines[0].CreatedAt.AddHours(1) },
        ]
        });

        InfraPlan plan = await _cloud.PlanAsync();
        await _cloud.ApplyAsync(plan);

        plan.ToDelete.Select(d => (d.Id.Value, d.Reason)).Should().Equal(("9", DeleteReason.Duplicate));
        _cloud.Content().Machines.Select(m => m.Id).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_host_is_probed_at_the_address_of_its_machine()
    {
        const string Hosts = "staging: {app-1: {role: app, size: small, wait: ssh}}";
        Probe probe = new();

        ApplyReport report = await _cloud.ApplyAsync(await _cloud.PlanAsync(Hosts), Hosts, provider: FileCloud.NewProvider(probe));

        report.Hosts.Should().ContainSingle().Which.Ready.Should().Be("ssh");
        probe.Probed.Should().Equal(IPAddress.Parse("10.0.0.1"));
        _cloud.Events.OfType<HostReachable>().Should().ContainSingle();
    }

    [Fact]
    public async Task Environments_of_any_project_are_listed()
    {
        await _cloud.UpAsync();
        MachineList list = _cloud.Content();
        _cloud.Put(list with
        {
            NextId = 9,
            Machines =
        [
            .. list.Machines, FileCloud.Other(8, "qa-a", "small", "stagecraft", "stagecraft-env-qa", "stagecraft-project-other"),
        ]
        });

        IReadOnlyList<AccountEnvironment> environments = await _cloud.Provider.ListEnvironmentsAsync(
            new AccountOptions { Config = _cloud.Section(FileCloud.TwoHosts), Project = "shop" }, CancellationToken.None);

        environments.Select(e => (e.Project, e.Environment, e.Hosts.Count)).Should().Equal(("other", "qa", 1), ("shop", "staging", 2));
    }

    [Fact]
    public async Task An_invalid_project_is_refused()
    {
        Func<Task> plan = () => _cloud.PlanAsync(project: "My Shop");

        (await plan.Should().ThrowAsync<CloudProviderException>()).Which.Code.Should().Be(ErrorCodes.ConfigInvalid);
    }

    [Fact]
    public async Task A_write_waits_for_the_write_of_another_process()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        Task<ApplyReport> run;
        await using (FileStream held = new(_cloud.HostsFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            run = _cloud.ApplyAsync(plan);
            await Task.Delay(100);
            File.Exists(_cloud.HostsFile).Should().BeFalse();
        }

        (await run).Count(OutcomeKind.Created).Should().Be(2);
    }

    private async Task ChangeAsync(OwnershipAction action, string host, string? machine = null, string hosts = FileCloud.TwoHosts)
    {
        OwnershipOptions options = new()
        {
            Config = _cloud.Section(hosts),
            Project = "shop",
            Environment = "staging",
            Action = action,
            Machine = machine,
            Host = host,
        };
        OwnershipChange change = await _cloud.Provider.PreviewAsync(options, CancellationToken.None);
        await _cloud.Provider.ApplyChangeAsync(options, change, CancellationToken.None);
    }

    private sealed class Probe : IHostProbe
    {
        public List<IPAddress> Probed { get; } = [];

        public Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken)
        {
            Probed.Add(target.Address);
            return Task.FromResult(new HostProbeResult(HostProbeOutcome.Ready));
        }
    }
}
