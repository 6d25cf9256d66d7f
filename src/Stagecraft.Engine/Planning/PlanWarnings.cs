using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Planning;

/// <summary>The warnings of a plan.</summary>
internal static class PlanWarnings
{
    public const string NoProject = "no_project";
    public const string OtherProject = "other_project";
    public const string Protected = "protected";
    public const string NotTargeted = "not_targeted";
    public const string LimitUnknown = "limit_unknown";

    public static PlanWarning LeftOut(int changes) => new(
        NotTargeted,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{changes} further {(changes == 1 ? "change is" : "changes are")} not among the targets and left out"));

    public static PlanWarning ProjectUnknown { get; } =
        new(NoProject, "no project.name is set: environments of the same name in other files cannot be told apart");

    public static IEnumerable<PlanWarning> Of(DesiredState desired, ActualState actual)
    {
        Ownership ownership = desired.Ownership;
        if (ownership.Project is null)
        {
            yield return ProjectUnknown;
        }

        if (actual.OtherProjects > 0)
        {
            yield return new(
                OtherProject,
                $"{desired.Terms.Count(actual.OtherProjects)} of an environment '{ownership.Environment}' " +
                "belong to another project or to none and are left alone");
        }

        foreach (Machine machine in KeptByProtection(desired, actual))
        {
            yield return new(
                Protected,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) {Protection(ownership, machine)}"));
        }
    }

    private static string Protection(Ownership ownership, Machine machine) => Ownership.IsProtected(machine)
        ? $"is protected and is kept; stagecraft infra unprotect {ownership.HostOf(machine) ?? machine.Id.Value} ends that"
        : "is declared as protected and will not be deleted; to allow deletion, remove 'protected: true' from the file";

    private static IEnumerable<Machine> KeptByProtection(DesiredState desired, ActualState actual)
    {
        // Without protected machines, the declared names are not needed.
        Machine[] kept = [.. actual.Owned.Where(desired.Keeps)];
        if (kept.Length == 0)
        {
            return [];
        }

        HashSet<string> declared = desired.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        return kept.Where(
            d => desired.Ownership.HostOf(d) is { } host
                ? desired.Choice.IsTarget(host) && !declared.Contains(host)
                : desired.Intent == PlanIntent.Down);
    }
}
