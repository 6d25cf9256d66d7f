namespace Stagecraft.Cli.Rendering;

/// <summary>The existing hosts after a failed run. spec/cli/output.md, 4.3.</summary>
internal static class Existence
{
    internal static IEnumerable<(string What, string Hosts)> Of(ApplyReport report, InfraPlan plan)
    {
        // The run may also delete a duplicate that the plan did not contain.
        HashSet<ResourceId> doomed = [.. plan.Changes.Where(c => c.Kind == ResourceKind.Host && c.Deletes).Select(c => c.Id!.Value)];
        HashSet<string> twice =
        [.. report.Hosts.GroupBy(h => h.MachineName, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];

        // The new machine of a replaced host stands for the host.
        HashSet<string> present = [.. report.Hosts.Where(h => h.Kind != OutcomeKind.Deleted).Select(h => h.MachineName)];
        IEnumerable<HostOutcome> shown = report.Hosts.Where(h => h.Kind != OutcomeKind.Deleted || !present.Contains(h.MachineName));
        ILookup<bool?, HostOutcome> hosts = shown.ToLookup(
            h => Exists(h, h.Id is { } id && doomed.Contains(id), twice.Contains(h.MachineName)));
        foreach ((string what, bool? exists) in ((string, bool?)[])
        [("existing hosts", true), ("hosts that do not exist", false), ("unknown", null)])
        {
            string[] names = [.. hosts[exists].OrderBy(h => h.Name, NaturalOrder.Instance).Select(Name)];
            if (names.Length > 0)
            {
                yield return (what, Words.Some(names));
            }
        }
    }

    /// <summary>Null if it is unknown.</summary>
    private static bool? Exists(HostOutcome host, bool isDoomed, bool isTwice) => host.Kind switch
    {
        OutcomeKind.Created or OutcomeKind.Kept => true,
        OutcomeKind.Unchanged or OutcomeKind.Failed when host.IsMissing => null,
        OutcomeKind.Unchanged => !isDoomed, // one to delete was already deleted
        OutcomeKind.Deleted => false,
        OutcomeKind.Skipped => host.Id is not null,
        OutcomeKind.Failed => (host.Id, host.Code) switch
        {
            (null, ErrorCodes.MachineCreateFailed) => false,
            (null, _) when host.IsCreateRefused => false,
            (null, _) or (_, ErrorCodes.MachineNotFound) => null,
            _ => true,
        },
        _ => host.Id is not null && !isDoomed && !isTwice ? true : null,
    };

    private static string Name(HostOutcome host) => Words.Host(host.Name, host.MachineName) + (host.Id is { } id ? $" ({id.Value})" : "");
}
