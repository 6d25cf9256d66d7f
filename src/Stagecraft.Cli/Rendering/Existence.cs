using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>What exists after a run that failed. spec/cli/output.md, 4.3.</summary>
internal static class Existence
{
    private const int MostNames = 10;

    internal static IEnumerable<(string What, string Hosts)> Of(ApplyReport report, InfraPlan plan)
    {
        HashSet<long> doomed = [.. plan.ToDelete.Select(d => d.Id)];
        ILookup<bool?, HostOutcome> hosts = report.Hosts.ToLookup(h => Exists(h, h.Id is { } id && doomed.Contains(id)));
        foreach ((string what, bool? exists) in ((string, bool?)[])[("exist", true), ("do not exist", false), ("not known", null)])
        {
            HostOutcome[] all = [.. hosts[exists]];
            if (all.Length > 0)
            {
                string more = all.Length > MostNames ? $" and {Words.Number(all.Length - MostNames)} more" : "";
                yield return (what, string.Join(", ", all.Take(MostNames).Select(Name)) + more);
            }
        }
    }

    /// <summary>Null where it is not known.</summary>
    private static bool? Exists(HostOutcome host, bool isDoomed) => host.Kind switch
    {
        HostOutcomeKind.Created or HostOutcomeKind.Kept => true,
        HostOutcomeKind.Unchanged => !isDoomed, // one that was to be deleted was gone already
        HostOutcomeKind.Deleted => false,
        HostOutcomeKind.Skipped => host.Id is not null,
        HostOutcomeKind.Failed => (host.Id, host.Code) switch
        {
            (null, ErrorCodes.DropletCreateFailed) => false,
            (null, _) or (_, ErrorCodes.DropletCreateFailed or ErrorCodes.DropletNotFound) => null,
            _ => true,
        },
        _ => null,
    };

    private static string Name(HostOutcome host) =>
        Words.Host(host.Name, host.DropletName) + (host.Id is { } id ? $" ({Words.Number(id)})" : "");
}
