using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine;

/// <summary>Finds environments of the project that the file does not declare (spec 5.5.2).</summary>
internal static class UndeclaredCheck
{
    /// <summary>The plan with a warning for each of them. Only a complete read shows them, and no read is made for them.</summary>
    public static InfraPlan Warn(
        InfraPlan plan,
        DesiredState desired,
        DeclaredConfig config,
        AccountSnapshot snapshot,
        IReadOnlyList<(IResourceKind Kind, ResourceList List)> lists,
        Preflight preflight)
    {
        if (desired.Intent == PlanIntent.Down || plan.Project is not { } project || !snapshot.IsWhole)
        {
            return plan;
        }

        IReadOnlyList<UndeclaredEnvironment> undeclared =
            EnvironmentList.Undeclared(snapshot.Machines, lists, project, [.. config.Names.Keys]);
        Pricing pricing = new(desired.Terms.Currency, preflight);
        return undeclared.Count == 0
            ? plan
            : (plan with { Warnings = [.. plan.Warnings, .. PlanWarnings.OfUndeclared(desired, undeclared, pricing)] }).Sorted();
    }
}
