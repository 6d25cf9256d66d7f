using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Warns of drifted hosts that could not be recreated, for example because their size is misspelled (spec 5.2.3).</summary>
internal static class DriftChecks
{
    private const string NotAvailable = "not_available";
    private const string InvalidConfig = "invalid config: ";

    public static InfraPlan Warn(InfraPlan plan, DesiredState desired, Preflight preflight)
    {
        HashSet<string?> drifted =
        [
            .. plan.HostChanges.Where(c => c.Drift.Any(f => f.Name is not (HostField.Status or HostField.Name))).Select(c => c.Name),
        ];
        DeclaredHost[] hosts = [.. desired.Hosts.Where(h => drifted.Contains(h.Name)).Select(h => h.Declared)];
        PlanWarning[] warnings = hosts.Length == 0 ? [] :
        [
            .. preflight.Check(hosts).Where(p => p.Path is not null).Select(p => new PlanWarning(NotAvailable, Text(p))),
        ];
        return warnings.Length == 0 ? plan : (plan with { Warnings = [.. plan.Warnings, .. warnings] }).Sorted();
    }

    private static string Text(Problem problem)
    {
        string message = problem.Message.StartsWith(InvalidConfig, StringComparison.Ordinal)
            ? problem.Message[InvalidConfig.Length..]
            : problem.Message;
        return problem.Hint is null ? message : $"{message}; {problem.Hint}";
    }
}
