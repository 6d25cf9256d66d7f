using System.Globalization;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The warnings of a plan.</summary>
internal static class PlanWarnings
{
    public const string NoProject = "no_project";
    public const string OtherProject = "other_project";
    public const string Protected = "protected";
    public const string EnvironmentUndeclared = "undeclared_environment";
    public const string Renamed = "renamed";
    public const string NotTargeted = "not_targeted";
    public const string EarlierName = "earlier_name";
    public const string MachineLimit = "machine_limit";
    public const string ResourceLimit = "resource_limit";
    public const string LimitUnknown = "limit_unknown";
    public const string ReplacementUnfinished = "replacement_unfinished";
    public const string RoleUnavailable = "role_unavailable";
    public const string NotReady = "not_ready";

    private const int MaxUndeclared = 10;
    private const int MaxHosts = 10;

    public static PlanWarning Excluded(int changes) => new(
        NotTargeted,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{changes} other {(changes == 1 ? "change is" : "changes are")} excluded by --target"));

    public static PlanWarning ProjectUnknown { get; } = new(
        NoProject,
        "project.name is not set: this environment cannot be distinguished from one with the same name in another config file");

    public static PlanWarning OfNoProject(CloudTerms terms, Ownership ownership, Machine machine) => new(
        OtherProject,
        $"{terms.Machine} '{machine.Name}' belongs to an environment '{ownership.Environment}' without a project: a config file without "
            + "project.name will no longer manage it");

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
                $"this plan ignores {desired.Terms.Count(actual.OtherProjects)} of an environment '{ownership.Environment}' " +
                "that belongs to another project or to no project");
        }

        foreach (PlanWarning warning in OtherOwners.Warnings(desired, actual).Concat(NameChecks.Warnings(desired, actual)))
        {
            yield return warning;
        }

        foreach (PlanWarning warning in OfBooting(desired, actual))
        {
            yield return warning;
        }

        foreach (Machine machine in KeptByProtection(desired, actual))
        {
            yield return new(
                Protected,
                $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) {Protection(ownership, machine)}");
        }
    }

    /// <summary>Existing hosts that are as declared, but are still booting (interface.md 3.10).</summary>
    private static IEnumerable<PlanWarning> OfBooting(DesiredState desired, ActualState actual)
    {
        string[] booting =
        [
            .. desired.Hosts.Where(h => desired.Choice.IsTarget(h.Name) && !desired.Choice.IsReplaced(h.Name)
                && actual.Hosts.GetValueOrDefault(h.Name)?.Survivor.State == MachineState.Starting).Select(h => h.Name),
        ];
        if (booting.Length > 0 && desired.Intent == PlanIntent.Converge)
        {
            bool isOne = booting.Length == 1;
            yield return new(
                NotReady,
                $"{(isOne ? "host" : "hosts")} {Hosts(booting)} {(isOne ? "is" : "are")} not ready yet: {(isOne ? "its" : "their")} "
                    + $"{(isOne ? desired.Terms.Machine : desired.Terms.Machines)} {(isOne ? "is" : "are")} still booting; to wait for "
                    + $"{(isOne ? "it" : "them")}: {ErrorHints.Up(desired.Ownership)}");
        }
    }

    /// <summary>What a plan that replaces or resizes hosts warns of (interface.md 10.10).</summary>
    public static IEnumerable<PlanWarning> OfRollout(DesiredState desired, InfraPlan plan, int maxUnavailable)
    {
        if (desired.Choice.Continued is { Count: > 0 } continued)
        {
            yield return new(
                ReplacementUnfinished,
                "an earlier run that replaced hosts was interrupted; this plan continues it and does not replace "
                    + $"{Hosts(continued)} again");
        }

        foreach (ResourceChange next in plan.HostChanges.Where(c => c is { Deletes: true, Name: not null }))
        {
            // If the host is missing, its plan suggests a rename (spec 5.2.4).
            if (SurgeHosts.HostOf(next.Name!) is { } host
                && !plan.Surge
                && plan.HostChanges.Any(c => c.Name == host && c.Actions != ResourceActions.Create && !PlannedHosts.IsRenamed(c)))
            {
                yield return new(
                    ReplacementUnfinished,
                    $"{desired.Terms.Machine} '{next.CloudName}' ({next.Id}) may be the new {desired.Terms.Machine} of an interrupted "
                        + $"replacement of host '{host}', and this plan deletes it; to continue the replacement instead, run: "
                        + ErrorHints.Surge(desired.Ownership, host));
            }
        }

        Dictionary<string, bool> rolled = plan.HostChanges.Where(c => c.Name is not null && Rollout.IsRolled(c))
            .Where(c => !plan.Surge || PlannedHosts.IsResized(c))
            .DistinctBy(c => c.Name).ToDictionary(c => c.Name!, c => c.Deletes, StringComparer.Ordinal);
        foreach (IGrouping<string, DesiredHost> role in desired.Hosts.GroupBy(h => h.Declared.Role, StringComparer.Ordinal))
        {
            string[] hosts = [.. role.Select(h => h.Name)];
            if (hosts.Length <= maxUnavailable && hosts.All(rolled.ContainsKey))
            {
                string verb = string.Join(
                    " or ",
                    hosts.Select(h => rolled[h] ? "replaced" : "resized").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                yield return new(
                    RoleUnavailable,
                    hosts.Length == 1
                        ? $"role '{role.Key}' is unavailable while its only host '{hosts[0]}' is {verb}"
                        : $"role '{role.Key}' is unavailable while all of its hosts are {verb} at the same time; " +
                            $"a max_unavailable below {hosts.Length.ToString(CultureInfo.InvariantCulture)} keeps some of them available");
            }
        }
    }

    private static string Hosts(IReadOnlyCollection<string> hosts)
    {
        string more = hosts.Count > MaxHosts
            ? string.Create(CultureInfo.InvariantCulture, $" and {hosts.Count - MaxHosts} more") : "";
        return string.Join(", ", hosts.Take(MaxHosts).Select(h => $"'{h}'")) + more;
    }

    /// <summary>Environments of the project that the file does not declare.</summary>
    public static IEnumerable<PlanWarning> OfUndeclared(
        DesiredState desired, IReadOnlyList<UndeclaredEnvironment> environments, Pricing pricing)
    {
        foreach (UndeclaredEnvironment environment in environments.Take(MaxUndeclared))
        {
            string price = environment.Price(pricing) is { } sum
                ? string.Create(CultureInfo.InvariantCulture, $", {sum:0.00} {desired.Terms.Currency} a month")
                : "";
            yield return new(
                EnvironmentUndeclared,
                $"environment '{environment.Name}' of this project is not in the file: {environment.Content(desired.Terms)}{price}; " +
                $"to delete it, run: `stagecraft infra down -e {environment.Name}`");
        }

        if (environments.Count > MaxUndeclared)
        {
            yield return new(
                EnvironmentUndeclared,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{environments.Count - MaxUndeclared} more environments of this project are not in the file"));
        }
    }

    private static string Protection(Ownership ownership, Machine machine) => Ownership.IsProtected(machine)
        ? "is protected and will not be deleted; to allow deletion, run: "
            + ErrorHints.Unprotect(ownership, ownership.HostOf(machine) ?? machine.Id.Value)
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
        return kept.Where(m => desired.Ownership.HostOf(m) is { } host
            ? desired.Choice.IsTarget(host) && !declared.Contains(host)
            : desired.Intent == PlanIntent.Down);
    }
}
