using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec digitalocean.md 5.4: a host that the file declares as protected is not deleted, even if its machine does not have the
/// tag yet.</summary>
public sealed class DeclaredProtectionTests
{
    private readonly MemoryRuns _runs = new(new());

    [Fact]
    public void Down_keeps_a_host_that_is_declared_as_protected_and_states_it()
    {
        (DeclaredConfig before, DeclaredConfig now) = Apply();
        InfraPlan plan = _runs.Plan(now, PlanIntent.Down);

        plan.ToDelete.Select(h => h.Name).Should().Equal("app-1");
        plan.Warnings.Should().ContainSingle(w => w.Code == "protected").Which.Message.Should().EndWith(
            "is declared as protected and will not be deleted; to allow deletion, remove 'protected: true' from the file");
        _runs.Apply(now, plan).Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(
            ("app-1", OutcomeKind.Deleted), ("db-1", OutcomeKind.Kept));
        _runs.Names.Should().Equal("staging-db-1");
        _runs.Plan(before, PlanIntent.Down).ToDelete.Select(h => h.Name).Should().Equal("db-1");
    }

    [Fact]
    public void A_plan_to_delete_it_is_stale()
    {
        (DeclaredConfig before, DeclaredConfig now) = Apply();
        InfraPlan plan = _runs.Plan(before, PlanIntent.Down);

        _runs.Invoking(r => r.Apply(now, plan)).Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.PlanStale);
        _runs.Names.Should().HaveCount(2);
    }

    private (DeclaredConfig Before, DeclaredConfig Now) Apply()
    {
        DeclaredConfig before = _runs.Config(MemoryRuns.Host("app-1"), MemoryRuns.Host("db-1"));
        _runs.Apply(before, _runs.Plan(before));
        return (before, _runs.Config(MemoryRuns.Host("app-1"), MemoryRuns.Host("db-1") with { IsProtected = true }));
    }
}
