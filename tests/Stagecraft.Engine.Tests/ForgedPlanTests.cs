using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 1.8: a plan must show what its apply does.</summary>
public sealed class ForgedPlanTests
{
    private readonly MemoryRuns _runs = new(new());

    [Theory]
    [InlineData(HostField.Image)]
    [InlineData(HostField.Region)]
    [InlineData(HostField.Role)]
    [InlineData(HostField.Size)]
    [InlineData(HostField.Tags)]
    public void A_create_that_differs_from_the_config_is_refused(string field)
    {
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));
        InfraPlan plan = _runs.Plan(config);

        IsRefused(config, Forged(plan, c => c with { Fields = Declaring(c, field, "forged") }));
        IsRefused(config, Forged(plan, c => c with { Fields = [.. c.Fields.Where(f => f.Name != field)] }));
        _runs.Apply(config, plan).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void A_create_with_another_machine_name_is_refused()
    {
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));

        IsRefused(config, Forged(_runs.Plan(config), c => c with { CloudName = "staging-app-2" }));
    }

    [Fact]
    public void A_replacement_that_differs_from_the_config_is_refused()
    {
        DeclaredConfig config = _runs.Config(MemoryRuns.Host("app-1"));
        _runs.Apply(config, _runs.Plan(config));
        InfraPlan plan = _runs.Plan(config, replace: ["app-1"]);

        IsRefused(config, Forged(plan, c => c with { Fields = Declaring(c, HostField.Size, "large") }));
        _runs.Apply(config, plan).Succeeded.Should().BeTrue();
    }

    private static FieldDifference[] Declaring(ResourceChange change, string field, string value) =>
        [.. change.Fields.Select(f => f.Name == field ? f with { Declared = value } : f)];

    private static InfraPlan Forged(InfraPlan plan, Func<ResourceChange, ResourceChange> change) =>
        plan with { Changes = [.. plan.Changes.Select(change)] };

    private void IsRefused(DeclaredConfig config, InfraPlan plan)
    {
        int before = _runs.Cloud.All.Count;

        _runs.Invoking(r => r.Apply(config, plan)).Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.PlanStale);
        _runs.Cloud.All.Should().HaveCount(before);
    }
}
