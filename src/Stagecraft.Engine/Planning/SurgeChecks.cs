using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Preflight checks of hosts that are replaced with a surge (interface.md 10.16).</summary>
internal static class SurgeChecks
{
    /// <param name="hosts">The hosts to replace.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="desired">The desired state.</param>
    public static IEnumerable<Problem> Check(IReadOnlyCollection<DesiredHost> hosts, ActualState actual, DesiredState desired)
    {
        if (!desired.Choice.Surge)
        {
            return [];
        }

        HashSet<string> declared = [.. desired.Hosts.Select(h => h.Name)];
        return hosts.SelectMany(h => Problems(h).Select(p => new Problem(
            p.Code ?? ErrorCodes.Refused, p.Message, p.Hint, h.Declared.Location, h.Declared.Path)));

        IEnumerable<(string? Code, string Message, string Hint)> Problems(DesiredHost host) =>
        [
            .. Attached(host, desired),
            .. OfName(host, desired, declared),
            .. declared.Contains(SurgeHosts.NameOf(host.Name)) ? [] : OfMachine(host, actual, desired),
        ];
    }

    private static IEnumerable<(string? Code, string Message, string Hint)> Attached(DesiredHost host, DesiredState desired)
    {
        string[] attached =
        [
            .. desired.Resources.Where(r => r.Host == host.Name)
                .Select(r => r.Kind == ResourceKind.ReservedIp ? "reserved IP" : r.Kind).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (attached.Length > 0)
        {
            yield return (
                null,
                $"host '{host.Name}' cannot be replaced with --surge: it has a {string.Join(" and a ", attached)}, which only one "
                    + $"{desired.Terms.Machine} can have at a time",
                "replace it without --surge");
        }
    }

    private static IEnumerable<(string? Code, string Message, string Hint)> OfName(
        DesiredHost host, DesiredState desired, HashSet<string> declared)
    {
        DeclaredHost next = SurgeHosts.Next(host.Declared, desired.Ownership);
        if (declared.Contains(next.Name))
        {
            yield return (
                null,
                $"host '{host.Name}' cannot be replaced with --surge: its temporary name '{next.Name}' is a declared host",
                "replace it without --surge");
        }
        else if (!NameRule.IsValid(next.Name) || next.Name.Length > NameRule.MaxLength || next.MachineName.Length > NameRule.MaxLength)
        {
            yield return (
                null,
                $"host '{host.Name}' cannot be replaced with --surge: its temporary {desired.Terms.Machine} name '{next.MachineName}' has "
                    + $"more than {NameRule.MaxLength} characters",
                "replace it without --surge");
        }
    }

    private static IEnumerable<(string? Code, string Message, string Hint)> OfMachine(
        DesiredHost host, ActualState actual, DesiredState desired)
    {
        string name = SurgeHosts.NameOf(host.Name);
        CloudTerms terms = desired.Terms;
        if (actual.Hosts.GetValueOrDefault(name) is not { } owned)
        {
            string machineName = desired.Ownership.MachineName(name);
            if (actual.UnownedByName[machineName].MinBy(m => m.Id) is { } unowned)
            {
                yield return (
                    ErrorCodes.MachineExists,
                    $"{terms.Machine} '{machineName}' already exists (id {unowned.Id}) and {OwnerText.Of(unowned)}",
                    $"replace the host without --surge, or rename that {terms.Machine}");
            }

            yield break;
        }

        string machine = $"{terms.Machine} '{owned.Survivor.Name}' ({owned.Survivor.Id})";
        if (SurgeHosts.Begun(actual, host.Name) is null)
        {
            yield return (
                null,
                $"host '{name}' exists ({machine}), and no replacement of host '{host.Name}' created it",
                $"to keep it, declare '{name}'; to delete it, run up without --surge");
        }
        else if (!IsUpToDate(host, owned.Survivor))
        {
            yield return (
                null,
                $"{machine} of an interrupted replacement of host '{host.Name}' differs from the file",
                "to delete it, run up without --surge");
        }
    }

    /// <summary>Whether a machine with the temporary name can become the host.</summary>
    private static bool IsUpToDate(DesiredHost host, Machine next)
    {
        IReadOnlyList<FieldDifference> fields = DriftFinder.Between(host, next);
        return !DriftFinder.IsOutdated(fields) && !fields.Any(f => f.Name == HostField.Size);
    }
}
