using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Warns of environments of the project that the file does not declare.</summary>
internal static class UndeclaredEnvironments
{
    // Only a complete read shows other environments. No read is made for them.
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
