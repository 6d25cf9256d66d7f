using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 9.</summary>
public sealed class ResourceRunTests
{
    private const string FirewallName = "stagecraft.shop.staging.web";

    private readonly MemoryRuns _runs = new(new() { Facts = new() { MachinesPerCreate = 1 } });
    private readonly MemoryKind _firewalls;
    private readonly MemoryKind _volumes;
    private readonly MemoryKind _alerts;

    public ResourceRunTests()
    {
        _firewalls = new(_runs.Cloud, ResourceKind.Firewall, ResourceOwnership.NameAndTarget);
        _volumes = new(_runs.Cloud, ResourceKind.Volume, ResourceOwnership.Tags) { IsLost = true, IsKept = true };
        _alerts = new(_runs.Cloud, ResourceKind.Alert, ResourceOwnership.NameAndTarget) { HasUniqueNames = false };
        _runs.Cloud.Kinds.AddRange([_firewalls, _volumes, _alerts]);
    }

    [Fact]
    public void A_second_run_after_a_success_sends_no_write()
    {
        DeclaredConfig config = Config(Firewall(), Volume());
        _runs.Apply(config, _runs.Plan(config)).Resources.Select(r => r.Outcome).Should().AllBeEquivalentTo(OutcomeKind.Created);
        string[] writes = [.. _firewalls.Writes, .. _volumes.Writes];

        InfraPlan second = _runs.Plan(config);
        _runs.Apply(config, second);

        second.InSync.Should().BeTrue();
        writes.Should().Equal($"create {FirewallName}", "create data", "attach data");
        _firewalls.Writes.Concat(_volumes.Writes).Should().Equal(writes);
    }

    /// <summary>9.1.</summary>
    [Fact]
    public void A_foreign_resource_with_the_name_is_not_owned()
    {
        _firewalls.Add(new() { Id = new("f-0"), CloudName = FirewallName, Targets = ["other"] });

        CloudProviderException failure =
            _runs.Invoking(r => r.Plan(Config(Firewall()))).Should().Throw<CloudProviderException>().Which;

        failure.Code.Should().Be(ErrorCodes.NameTaken);
    }

    /// <summary>9.1.</summary>
    [Fact]
    public void A_foreign_resource_with_only_the_target_is_not_deleted()
    {
        _firewalls.Add(new() { Id = new("f-0"), CloudName = "other", Targets = ["stagecraft-set:shop:staging"] });

        _runs.Plan(Config()).InSync.Should().BeFalse("a host has to be created");
        _runs.Plan(Config()).Changes.Should().OnlyContain(c => c.Kind == ResourceKind.Host);
    }

    /// <summary>9.7.</summary>
    [Fact]
    public void No_host_is_created_if_a_firewall_fails()
    {
        DeclaredConfig config = Config(Firewall());
        _firewalls.Fault = (_, _) => new UpdateOutcome.Refused(new(ErrorCodes.ApiError, "API error: invalid"));

        Fails(config).Report!.Resources.Single().Code.Should().Be(ErrorCodes.ResourceFailed);

        _runs.Names.Should().BeEmpty();
        _firewalls.Writes.Should().HaveCount(3, "9.8: other refusals end the resource at the third one");
    }

    /// <summary>9.10.</summary>
    [Fact]
    public void A_protected_machine_keeps_its_firewall_in_down()
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config));
        MemoryMachine machine = _runs.Cloud.Existing.Single();
        _runs.Cloud.Update(machine, new() { AddTags = ["stagecraft-protected"] });
        _runs.Wait();

        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);

        plan.Changes.Should().BeEmpty();
        plan.Warnings.Should().ContainSingle(w => w.Code == "kept").Which.Message.Should().Contain("hosts of the environment remain");
    }

    /// <summary>9.10.</summary>
    [Fact]
    public void A_machine_that_is_not_deleted_keeps_its_firewall()
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config));
        InfraPlan plan = _runs.Plan(config, PlanIntent.Down);
        plan.Changes.Should().Contain(c => c.Kind == ResourceKind.Firewall && c.Deletes);

        CloudProviderException failure = _runs.Invoking(r => r.Apply(config, plan, new RefusedDeletes()))
            .Should().Throw<CloudProviderException>().Which;

        failure.Report!.Resources.Single().Outcome.Should().Be(OutcomeKind.Skipped);
        _firewalls.Writes.Should().Equal($"create {FirewallName}");
    }

    /// <summary>9.8.</summary>
    [Fact]
    public void An_unclear_create_of_a_kind_without_unique_names_is_not_repeated_before_the_settle_window()
    {
        DeclaredConfig config = Config(Alert());
        List<TimeSpan> sent = [];
        _alerts.Sending = (_, _) => sent.Add(_runs.Cloud.Time.Elapsed);
        _alerts.Fault = (_, _) => sent.Count == 1 ? new UpdateOutcome.Unclear(new(ErrorCodes.ApiError, "no response")) : null;

        _runs.Apply(config, _runs.Plan(config));

        sent.Should().HaveCount(2);
        (sent[1] - sent[0]).Should().BeGreaterThanOrEqualTo(_runs.Cloud.Traits.Settle);
    }

    /// <summary>9.8.</summary>
    [Fact]
    public void An_accepted_delete_is_not_repeated_before_the_settle_window()
    {
        DeclaredConfig config = Config(Firewall());
        _runs.Apply(config, _runs.Plan(config));
        _firewalls.ListLag = TimeSpan.FromSeconds(12);
        _runs.Wait();

        _runs.Apply(Config(), _runs.Plan(Config()));

        _firewalls.Writes.Should().ContainSingle(w => w.StartsWith("delete"));
    }

    /// <summary>9.7.</summary>
    [Fact]
    public void Nothing_undeclared_is_deleted_if_a_create_of_the_last_stage_fails()
    {
        DeclaredConfig before = Config(Firewall());
        _runs.Apply(before, _runs.Plan(before));
        _alerts.Fault = (_, _) => new UpdateOutcome.Refused(new(ErrorCodes.ApiError, "API error: invalid"));

        CloudProviderException failure = Fails(Config(Alert()));

        failure.Report!.Resources.Single(r => r.Kind == ResourceKind.Firewall).Outcome.Should().Be(OutcomeKind.Skipped);
        _firewalls.Existing.Should().ContainSingle();
    }

    /// <summary>9.7, 9.9.</summary>
    [Fact]
    public void The_time_of_hosts_does_not_count_for_an_attachment()
    {
        MemoryRuns slow = new(new() { Boot = TimeSpan.FromMinutes(4), Facts = new() { MachinesPerCreate = 1 } });
        MemoryKind volumes = new(slow.Cloud, ResourceKind.Volume, ResourceOwnership.Tags);
        slow.Cloud.Kinds.Add(volumes);
        DeclaredConfig config = slow.Config(MemoryRuns.Host("app-1"));
        config = With(config, Volume());
        config = config with { Timeouts = config.Timeouts with { CreateTimeout = TimeSpan.FromMinutes(4.05) } };
        int refused = 0;
        volumes.Fault = (verb, _) => verb == "create" && refused++ < 10
            ? new UpdateOutcome.Refused(new(ErrorCodes.ApiError, "busy", IsTransient: true)) : null;

        slow.Apply(config, slow.Plan(config)).Resources.Single().Outcome.Should().Be(OutcomeKind.Created);
    }

    /// <summary>9.9.</summary>
    [Fact]
    public void A_volume_that_another_machine_holds_is_not_reported_as_created()
    {
        _volumes.Fault = (verb, _) =>
        {
            if (verb == "create")
            {
                _runs.Cloud.Time.CreateTimer(
                    _ => _volumes.Change(_volumes.Existing.Single().Id, r => r with { Attached = [new("999")] }),
                    null,
                    TimeSpan.FromMilliseconds(100),
                    Timeout.InfiniteTimeSpan);
            }

            return null;
        };

        Fails(Config(Volume())).Report!.Resources.Single().Code.Should().Be(ErrorCodes.PlanStale);
        _volumes.Writes.Should().Equal("create data");
    }

    /// <summary>9.4, 9.9.</summary>
    [Fact]
    public void A_volume_that_another_machine_got_since_the_plan_stays_there()
    {
        DeclaredConfig config = Config(Volume());
        _runs.Apply(config, _runs.Plan(config));
        ResourceId id = _volumes.Existing.Single().Id;
        _volumes.Change(id, r => r with { Attached = [] });
        InfraPlan plan = _runs.Plan(config);
        _volumes.Change(id, r => r with { Attached = [new("999")] });
        int before = _volumes.Writes.Count;

        CloudProviderException failure = _runs.Invoking(r => r.Apply(config, plan)).Should().Throw<CloudProviderException>().Which;

        failure.Report!.Resources.Single().Code.Should().Be(ErrorCodes.PlanStale);
        _volumes.Writes.Should().HaveCount(before);
    }

    /// <summary>9.4.</summary>
    [Fact]
    public void A_volume_that_is_not_declared_is_kept()
    {
        DeclaredConfig config = Config(Volume());
        _runs.Apply(config, _runs.Plan(config));

        InfraPlan plan = _runs.Plan(Config());

        plan.Changes.Should().OnlyContain(c => c.Kind == ResourceKind.Host);
        plan.Warnings.Should().Contain(w => w.Code == "kept");
    }

    private DeclaredConfig Config(params DeclaredResource[] resources) =>
        With(_runs.Config(MemoryRuns.Host("app-1")), resources);

    private static DeclaredConfig With(DeclaredConfig config, params DeclaredResource[] resources) =>
        config with { Resources = new Dictionary<string, IReadOnlyList<DeclaredResource>> { ["staging"] = resources } };

    private CloudProviderException Fails(DeclaredConfig config)
    {
        InfraPlan plan = _runs.Plan(config);
        return _runs.Invoking(r => r.Apply(config, plan)).Should().Throw<CloudProviderException>().Which;
    }

    private static DeclaredResource Firewall() => new() { Kind = ResourceKind.Firewall, Name = "web", Fields = [new("inbound", "443")] };

    private static DeclaredResource Alert() => new() { Kind = ResourceKind.Alert, Name = "cpu", Fields = [new("above", "80")] };

    private static DeclaredResource Volume() => new()
    {
        Kind = ResourceKind.Volume,
        Name = "app-1-data",
        CloudName = "data",
        Host = "app-1",
        Fields = [new("size", "10"), new("host", "app-1") { IsAttachment = true }],
    };

    private sealed class RefusedDeletes : MemoryLink
    {
        public override MemoryFault Choose(MemoryRequest request) =>
            request.Kind == MemoryRequestKind.Delete ? MemoryFault.Refused : MemoryFault.None;
    }
}
