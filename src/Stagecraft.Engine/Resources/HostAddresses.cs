using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Resources;

/// <summary>The public addresses of hosts after a run attached addresses to them (spec interface.md 9.9).</summary>
internal static class HostAddresses
{
    /// <summary>The report, in which a host has the address that was attached instead of the one that the cloud released.</summary>
    /// <param name="session">The account.</param>
    /// <param name="report">The report.</param>
    /// <param name="resources">The outcomes of the resources until now.</param>
    public static ApplyReport Of(AccountSession session, ApplyReport report, IReadOnlyList<ResourceOutcome> resources)
    {
        HashSet<string> kinds = [.. session.Account.Kinds.Where(k => k.ReplacesAddress).Select(k => k.Kind)];
        Dictionary<string, string> attached = new(StringComparer.Ordinal);
        foreach (ResourceOutcome resource in resources.Where(r => r.Outcome == OutcomeKind.Updated && kinds.Contains(r.Kind)))
        {
            if (session.Desired.ResourcesOf(resource.Kind).FirstOrDefault(d => d.Name == resource.Name)?.Host is { } host)
            {
                attached[host] = resource.CloudName;
            }
        }

        return attached.Count == 0 ? report : report with
        {
            Hosts = [.. report.Hosts.Select(h => h is { Name: { } name, Kind: not OutcomeKind.Deleted }
                && attached.TryGetValue(name, out string? address) ? h with { PublicIpv4 = address } : h)],
        };
    }
}
