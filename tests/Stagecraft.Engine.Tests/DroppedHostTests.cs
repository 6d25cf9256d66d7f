using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 8.0: a host that a driver dropped without a problem does not count as removed from the file.</summary>
public sealed class DroppedHostTests
{
    private readonly MemoryRuns _runs = new(new());

    [Fact]
    public void A_host_that_the_driver_dropped_without_a_problem_is_not_planned_for_deletion()
    {
        DeclaredConfig whole = _runs.Config(MemoryRuns.Host("app-1"), MemoryRuns.Host("db-1"));
        _runs.Apply(whole, _runs.Plan(whole));

        Action plan = () => _runs.Plan(_runs.Config(MemoryRuns.Host("app-1")) with { Names = whole.Names });

        plan.Should().Throw<CloudProviderException>().Which.Should().BeEquivalentTo(new
        {
            Code = ErrorCodes.ConfigInvalid,
            Message = "memory provider: invalid config: the driver returned no settings for host 'db-1' and reported no problem",
        });
    }

    [Fact]
    public void A_host_that_was_removed_from_the_file_is_planned_for_deletion()
    {
        DeclaredConfig whole = _runs.Config(MemoryRuns.Host("app-1"), MemoryRuns.Host("db-1"));
        _runs.Apply(whole, _runs.Plan(whole));

        _runs.Plan("app-1").ToDelete.Select(h => h.Name).Should().Equal("db-1");
    }
}
