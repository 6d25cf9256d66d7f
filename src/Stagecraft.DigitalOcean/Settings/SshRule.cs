namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Finds hosts that no SSH client can reach because of their firewalls.</summary>
internal static class SshRule
{
    private const int SshPort = 22;

    /// <summary>Whether the firewalls let in SSH to the hosts with a role, from any address or role. Hosts without a firewall are
    /// reachable.</summary>
    public static bool IsAllowed(string role, IReadOnlyList<FirewallSettings> firewalls)
    {
        FirewallSettings[] applied = [.. Of(role, firewalls)];
        return applied.Length == 0 || applied.Any(f => f.Rules.Any(
            r => r.IsInbound && r.CoversTcp(SshPort) && r.Endpoints.Any(e => e.Kind != FirewallEndpointKind.LoadBalancer)));
    }

    /// <summary>The warnings of the plan, one per role. Hosts that wait for SSH are problems.</summary>
    public static IReadOnlyList<PlanWarning> Check(
        IReadOnlyList<HostSettings> hosts, IReadOnlyList<FirewallSettings> firewalls, ConfigProblems problems)
    {
        List<PlanWarning> warnings = [];
        foreach (IGrouping<string, HostSettings> role in hosts.GroupBy(h => h.Role, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Where(g => !IsAllowed(g.Key, firewalls)))
        {
            string names = string.Join(", ", Of(role.Key, firewalls).Select(f => Excerpt.Of(f.Name)));
            string reason = $"no inbound rule of the firewalls of the role {Excerpt.Of(role.Key)} ({names}) allows port {SshPort}";
            warnings.Add(new("no_ssh", $"hosts are not reachable by SSH: {reason}"));
            foreach (HostSettings host in role.Where(h => h.Wait != HostWait.Active))
            {
                problems.AddAt(
                    host.WaitPlace.Location,
                    host.WaitPlace.Path,
                    $"wait: {HostWaitWords.Of(host.Wait)} requires SSH, but {reason}",
                    $"Add an inbound rule, for instance {{ port: {SshPort}, from: [198.51.100.0/24] }}, or use wait: active.");
            }
        }

        return warnings;
    }

    private static IEnumerable<FirewallSettings> Of(string role, IReadOnlyList<FirewallSettings> firewalls) =>
        firewalls.Where(f => f.Targets.Includes(role));
}
