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

    /// <summary>Owned machines that may be hosts under another template, while the plan would create these hosts, or delete such machines
    /// although the file declares a missing host as protected.</summary>
    public static IEnumerable<Problem> OlderNames(DesiredState desired, ActualState actual, IEnumerable<DesiredHost> missing)
    {
        Ownership ownership = desired.Ownership;
        bool isDown = desired.Intent == PlanIntent.Down;
        string[] expected =
        [
            .. isDown
                ? desired.KeptHosts.Where(h => !actual.Hosts.ContainsKey(h)).Order(StringComparer.Ordinal)
                : missing.Select(h => h.Name),
        ];
        if (ownership.HasDefaultNames || expected.Length == 0)
        {
            yield break;
        }

        string which = isDown ? "is declared as protected" : "this plan creates";
        HashSet<string> known = [.. isDown ? desired.KeptHosts : desired.Hosts.Select(h => h.Name)];
        foreach (Machine machine in actual.Owned.Where(m => IsUnclear(m) && !(isDown && Ownership.IsProtected(m))))
        {
            string host = HostInName(machine.Name, expected) ?? "HOST";
            string hosts = string.Join(", ", expected.Take(MaxListed)) + (expected.Length > MaxListed ? ", …" : "");
            yield return new(
                ErrorCodes.Refused,
                $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) of environment '{ownership.Environment}' has no name by the "
                    + $"template {ownership.Template.Text}: it may be a host that {which}, "
                    + $"under an earlier template ({hosts})",
                $"if it is one of these hosts: {ErrorHints.Adopt(ownership, machine.Id, host)}; otherwise release it: "
                    + $"stagecraft infra forget {machine.Id} -e {ownership.Environment}");
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
