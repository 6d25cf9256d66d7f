using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Requests for a snapshot that fail.</summary>
public sealed partial class SnapshotTests
{
    [Theory]
    [InlineData(MemoryFault.LostAfter, 1, "snapshot app-1|delete app-1 saved")]
    [InlineData(MemoryFault.LostBefore, 1, "snapshot app-1|snapshot app-1|delete app-1 saved")]
    [InlineData(MemoryFault.NoEffect, 1, "snapshot app-1|snapshot app-1|delete app-1 saved")]
    [InlineData(MemoryFault.NotSent, 3, "snapshot app-1|delete app-1 saved")]
    [InlineData(MemoryFault.Refused, 1, "snapshot app-1|snapshot app-1|delete app-1 saved")]
    public void An_unclear_request_is_repeated_only_without_effect(MemoryFault fault, int times, string writes)
    {
        DeclaredConfig config = Existing("app-1");
        SnapshotRequests requests = new(_runs.Cloud) { Fault = fault, Times = times };

        _runs.Save(config, _runs.Plan(config, PlanIntent.Down), requests)!.Succeeded.Should().BeTrue();

        requests.Writes.Should().Equal(writes.Split('|'));
        _runs.Cloud.All.Single().Snapshots.Should().ContainSingle();
        requests.Gaps.Should().AllSatisfy(g => g.Should().BeGreaterThanOrEqualTo(Traits.Settle));
    }

    [Theory]
    [InlineData(MemoryFault.Refused, 2, "machine_delete_failed", "API error: invalid request")]
    [InlineData(MemoryFault.Forbidden, 1, "forbidden", "the credentials do not permit this")]
    [InlineData(MemoryFault.RateLimited, 0, "rate_limited", "too many requests")]
    [InlineData(MemoryFault.LostBefore, 3, "machine_delete_failed", "API error: no response")]
    [InlineData(MemoryFault.NoEffect, 3, "machine_delete_failed", "its requests had no effect")]
    public void Without_a_snapshot_the_machine_is_not_deleted_and_the_other_one_is(
        MemoryFault fault, int requestsSent, string code, string reason)
    {
        DeclaredConfig config = Existing("app-1", "app-2");
        MemoryMachine machine = _runs.Cloud.All[0];
        SnapshotRequests requests = new(_runs.Cloud) { Fault = fault, Times = int.MaxValue, Only = machine.Id };

        HostOutcome failed = Failed(config, requests);

        requests.Writes.Count(w => w == "snapshot app-1").Should().Be(requestsSent);
        _runs.Names.Should().Equal("staging-app-1");
        failed.Should().BeEquivalentTo(new { Name = "app-1", Kind = OutcomeKind.Failed, Code = code, Snapshot = (string?)null });
        failed.Message.Should().Be(
            $"machine 'staging-app-1' was not deleted: its snapshot '{NameOf(machine)}' was not created: {reason}");
        _events.Of<HostFailed>().Should().ContainSingle().Which.Message.Should().Be(failed.Message);
    }
}
