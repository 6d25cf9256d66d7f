using FileHosts.Machines;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 1.1, 1.2, 1.7, 3: the example's plans.</summary>
public sealed class FilePlanTests : IDisposable
{
    private readonly FileCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        await _cloud.PlanAsync();
        Directory.GetFileSystemEntries(_cloud.Folder).Should().BeEmpty();

        await _cloud.UpAsync();
        byte[] before = File.ReadAllBytes(_cloud.HostsFile);
        string[] files = Directory.GetFileSystemEntries(_cloud.Folder);
        await _cloud.PlanAsync("staging: {}");

        File.ReadAllBytes(_cloud.HostsFile).Should().Equal(before);
        Directory.GetFileSystemEntries(_cloud.Folder).Should().BeEquivalentTo(files);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes_whatever_its_order()
    {
        const string Reversed = "staging: {db-1: {size: large, role: db}, app-1: {size: small, role: app}}";
        await _cloud.UpAsync("staging: {app-1: {role: app, size: small}, old-1: {role: db, size: large}, old-2: {role: db, size: large}}");
        string plan = InfraPlanJson.ToText(await _cloud.PlanAsync());

        MachineList list = _cloud.Content();
        _cloud.Put(list with { Machines = [.. list.Machines.Reverse().Select(m => m with { Tags = [.. m.Tags.Reverse()] })] });

        InfraPlanJson.ToText(await _cloud.PlanAsync(Reversed)).Should().Be(plan);
        plan.Should().Contain("old-1").And.Contain("undeclared");
    }

    [Fact]
    public async Task Each_host_is_created_unchanged_drifted_or_deleted()
    {
        await _cloud.UpAsync("staging: {a: {role: app, size: small}, b: {role: app, size: small}, gone: {role: app, size: small}}");

        InfraPlan plan = await _cloud.PlanAsync(
            "staging: {a: {role: app, size: small}, b: {role: db, size: large}, new: {role: app, size: small}}");

        plan.Changes.Select(c => (c.Name, c.Id?.Value, c.CloudName, c.Actions, c.Reason)).Should().Equal(
            ("a", "1", "staging-a", ResourceActions.None, null),
            ("b", "2", "staging-b", ResourceActions.None, null),
            ("gone", "3", "staging-gone", ResourceActions.Delete, DeleteReason.Undeclared),
            ("new", null, "staging-new", ResourceActions.Create, null));
        plan.Changes[0].IsUnchanged.Should().BeTrue();
        plan.Changes[1].Fields.Should().Equal(new FieldDifference("role", "db", "app"), new FieldDifference("size", "large", "small"));
    }

    [Fact]
    public async Task Machines_of_others_are_no_part_of_it()
    {
        FileMachine unmanaged = FileCloud.Other(7, "staging-other", "small");
        FileMachine elsewhere = FileCloud.Other(
            8, "staging-else", "small", "stagecraft", "stagecraft-env-staging", "stagecraft-project-other");
        _cloud.Put(new MachineList(9, [unmanaged, elsewhere]));

        InfraPlan plan = await _cloud.PlanAsync(intent: PlanIntent.Down);

        plan.HasChanges.Should().BeFalse();
        (await _cloud.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_somebody_elses_fails_the_plan()
    {
        _cloud.Put(
            new MachineList(9, [FileCloud.Other(7, "staging-app-1", "small"), FileCloud.Other(8, "staging-db-1", "large", "stagecraft")]));
        Func<Task> plan = () => _cloud.PlanAsync();

        CloudProviderException failure = (await plan.Should().ThrowAsync<CloudProviderException>()).Which;

        failure.Problems.Select(p => p.Code).Should().Equal(ErrorCodes.MachineExists, ErrorCodes.MachineExists);
        failure.Message.Should().StartWith("file provider: machine 'staging-app-1' already exists (id 7)");
    }

    [Fact]
    public async Task Targets_limit_it_and_replacements_are_deleted_and_created()
    {
        await _cloud.UpAsync();

        InfraPlan plan = await _cloud.PlanAsync("staging: {app-1: {role: app, size: small}}", targets: ["app-1"], replace: ["app-1"]);

        plan.Changes.Should().ContainSingle().Which.Should()
            .Match<ResourceChange>(c => c.Name == "app-1" && c.Actions == ResourceActions.Replace && c.Reason == DeleteReason.Replace);
    }

    [Fact]
    public async Task An_owned_machine_without_a_hosts_name_is_drift_until_the_environment_is_cleared()
    {
        _cloud.Put(
            new MachineList(9, [FileCloud.Other(7, "legacy", "small", "stagecraft", "stagecraft-env-staging", "stagecraft-project-shop")]));

        ResourceChange legacy = (await _cloud.PlanAsync()).Changes.Should().ContainSingle(c => c.Id != null).Which;
        (legacy.Name, legacy.CloudName).Should().Be((null, "legacy"));
        legacy.Drift.Should().Equal(new FieldDifference("name", null, "legacy"));
        (await _cloud.PlanAsync(intent: PlanIntent.Down)).ToDelete.Should().ContainSingle().Which.Name.Should().BeNull();
    }

    [Fact]
    public async Task A_plan_is_read_back_as_it_was_written()
    {
        await _cloud.UpAsync("staging: {a: {role: app, size: small}, gone: {role: app, size: small}}");
        InfraPlan plan = await _cloud.PlanAsync("staging: {a: {role: app, size: large}, new: {role: app, size: small}}");
        string text = InfraPlanJson.ToText(plan);

        InfraPlan read = InfraPlanJson.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(text));

        InfraPlanJson.ToText(read).Should().Be(text);
        InfraPlanDifferences.Between(read, plan).Should().BeEmpty();
    }

    [Fact]
    public async Task Hosts_are_listed_in_order_with_what_is_declared()
    {
        await _cloud.UpAsync("staging: {b: {role: app, size: small}, a: {role: db, size: large}}");

        IReadOnlyList<HostStatus> hosts = await _cloud.ListAsync("staging: {b: {role: app, size: small}}");

        hosts.Select(h => (h.Name, h.IsDeclared, h.Role, h.PublicIpv4)).Should()
            .Equal(("a", false, "db", "10.0.0.1"), ("b", true, "app", "10.0.0.2"));
    }
}
