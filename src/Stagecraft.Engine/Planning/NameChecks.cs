using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Preflight checks of machine names (spec 3.4.1, 5.2.1).</summary>
internal static class NameChecks
{
    private const int MaxListed = 10;

    /// <summary>An unowned machine with the name of a host to create.</summary>
    public static IEnumerable<Problem> NameTaken(DesiredHost host, ActualState actual, DesiredState desired)
    {
        Machine? unowned = actual.UnownedByName[host.MachineName].MinBy(d => d.Id);
        if (unowned is not null)
        {
            yield return new(
                ErrorCodes.MachineExists,
                $"{desired.Terms.Machine} '{host.MachineName}' already exists (id {unowned.Id}) and {OwnerText.Of(unowned)}",
                TakenHint(host, unowned, actual, desired),
                host.Declared.Location,
                host.Declared.Path);
        }
    }

    /// <summary>Owned machines that may be hosts under an earlier template, while the plan would create these hosts, or delete such
    /// machines although the file declares a missing host as protected.</summary>
    public static IEnumerable<Problem> EarlierNames(DesiredState desired, ActualState actual) =>
        desired.Terms.MachineNameKey is null
            ? []
            : Candidates(desired, actual).Where(c => c.IsLikely || !desired.Ownership.HasDefaultNames)
                .Select(c => new Problem(ErrorCodes.Refused, c.Message, c.Hint));

    /// <summary>As <see cref="EarlierNames"/>, without a template in the file, and for a name that contains no host to create. The plan is
    /// not refused: such a machine is drift, because it may have been renamed.</summary>
    public static IEnumerable<PlanWarning> Warnings(DesiredState desired, ActualState actual) =>
        desired.Ownership.HasDefaultNames && desired.Intent == PlanIntent.Converge && desired.Terms.MachineNameKey is not null
            ? Candidates(desired, actual).Where(c => !c.IsLikely)
                .Select(c => new PlanWarning(PlanWarnings.EarlierName, $"{c.Message}; {c.Hint}"))
            : [];

    private static IEnumerable<(bool IsLikely, string Message, string Hint)> Candidates(DesiredState desired, ActualState actual)
    {
        Ownership ownership = desired.Ownership;
        bool isDown = desired.Intent == PlanIntent.Down;
        IEnumerable<string> declared = isDown ? desired.KeptHosts : desired.Hosts.Select(h => h.Name);
        HashSet<string> known = new(declared, StringComparer.Ordinal);
        string[] expected =
        [
            .. known.Where(h => !actual.Hosts.ContainsKey(h) && desired.Choice.IsTarget(h)).Order(StringComparer.Ordinal),
        ];
        string hosts = string.Join(", ", expected.Take(MaxListed)) + (expected.Length > MaxListed ? ", …" : "");
        Machine[] unclear = expected.Length == 0 ? [] : [.. actual.Owned.Where(m => IsUnclear(m) && !(isDown && Ownership.IsProtected(m)))];
        string which = isDown ? "is declared as protected" : "this plan creates";
        foreach (Machine machine in unclear)
        {
            string? likely = HostInName(machine.Name, expected);
            string adopt = ErrorHints.Adopt(ownership, machine.Id, likely ?? "HOST");
            yield return (
                likely is not null,
                $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) of environment '{ownership.Environment}' has no declared host by "
                    + $"its tags or its name; it may be a host that {which}, with a name by an earlier template: {hosts}",
                $"if it is one of these hosts: {adopt}; otherwise release it: {ErrorHints.Forget(ownership, machine.Id.Value)}");
        }

        bool IsUnclear(Machine machine) =>
            !TagNames.Any(machine.Tags!, TagNames.HostPrefix)
            && (ownership.HostOf(machine) is not { } host
                || (!known.Contains(host) && ownership.HostsOfName(machine.Name).Any(expected.Contains)));
    }

    /// <summary>The longest expected host that is a part of a name, between dashes or at its ends; null if there is none.</summary>
    private static string? HostInName(string machineName, string[] expected) => expected
        .Where(h => $"-{machineName}-".Contains($"-{h}-", StringComparison.OrdinalIgnoreCase))
        .MaxBy(h => h.Length);

    private static string TakenHint(DesiredHost host, Machine unowned, ActualState actual, DesiredState desired)
    {
        Ownership ownership = desired.Ownership;
        if (!TagNames.Has(unowned.Tags ?? [], TagNames.Managed))
        {
            return ErrorHints.NameTaken(desired.Terms, ownership, unowned.Id, host.Name);
        }

        string other = ErrorHints.OtherNames(desired.Terms, ownership, OwnerText.ProjectOf(unowned));
        if (ownership.IsWithoutProject(unowned) && (ownership.HostOf(unowned) ?? host.Name) == host.Name)
        {
            string adopt = ErrorHints.Adopt(ownership, unowned.Id, host.Name);
            return $"if it was created before project.name was set: {adopt}; otherwise {other}";
        }

        return ownership.IsOfOtherProject(unowned) && actual.Owned.Count == 0 && OwnerText.ProjectOf(unowned) is { } project
            ? $"{other}; if project.name was '{project}' before, restore it"
            : other;
    }
}
