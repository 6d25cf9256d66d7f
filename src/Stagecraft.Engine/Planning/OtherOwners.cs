using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Warns of hosts that a plan creates while a machine of another project, or of none, is the same host of an environment with the
/// same name: <c>project.name</c> may have been added or changed (spec 5.2.2).</summary>
internal static class OtherOwners
{
    public static IEnumerable<PlanWarning> Warnings(DesiredState desired, ActualState actual)
    {
        Ownership ownership = desired.Ownership;
        if (desired.Intent == PlanIntent.Down || actual.OtherProjects == 0)
        {
            return [];
        }

        HashSet<string> created =
        [
            .. desired.Hosts.Select(h => h.Name).Where(h => desired.Choice.IsTarget(h) && !actual.Hosts.ContainsKey(h)),
        ];
        (Machine Machine, string Host)[] same =
        [
            .. actual.UnownedByName.SelectMany(g => g)
                .Where(ownership.IsOfOtherProject)
                .Select(m => (Machine: m, Host: HostOf(ownership, m)))
                .Where(m => m.Host is not null && created.Contains(m.Host))
                .Select(m => (m.Machine, m.Host!))
                .OrderBy(m => m.Item2, StringComparer.Ordinal).ThenBy(m => m.Machine.Id),
        ];
        return
        [
            .. same.Where(m => ownership.IsWithoutProject(m.Machine)).Select(m => WithoutProject(desired, m.Machine, m.Host)),
            .. actual.Owned.Count > 0 ? [] : same
                .Where(m => OwnerText.ProjectOf(m.Machine) is not null)
                .GroupBy(m => OwnerText.ProjectOf(m.Machine)!, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => OfProject(desired, g.Key, g.Count())),
        ];
    }

    // The template can contain the project: the names of that project have its name.
    private static string? HostOf(Ownership ownership, Machine machine) =>
        (OwnerText.ProjectOf(machine) is { } project ? ownership.InProject(project) : ownership).HostOf(machine);

    private static PlanWarning WithoutProject(DesiredState desired, Machine machine, string host) => new(
        PlanWarnings.OtherProject,
        $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) is host '{host}' of environment '{desired.Ownership.Environment}' "
            + $"without a project, and this plan creates '{host}'; if that {desired.Terms.Machine} was created before project.name "
            + $"was set, keep it instead: {ErrorHints.Adopt(desired.Ownership, machine.Id, host)}");

    private static PlanWarning OfProject(DesiredState desired, string project, int count) => new(
        PlanWarnings.OtherProject,
        $"project '{project}' has {desired.Terms.Count(count)} with the hosts that this plan creates, in an environment "
            + $"'{desired.Ownership.Environment}'; if project.name was '{project}' before, restore it: otherwise these hosts exist twice");
}
