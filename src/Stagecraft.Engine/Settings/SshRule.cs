using System.Globalization;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>Finds hosts that no SSH client can reach because of their firewalls.</summary>
internal static class SshRule
{
    private const int SshPort = 22;

    /// <summary>Whether the firewalls let in SSH to the hosts with a role, from any address or role. Hosts without a firewall are
    /// reachable.</summary>
    public static bool IsAllowed(string role, IReadOnlyList<FirewallSettings> firewalls) => IsAllowed(role, SshPort, firewalls);

    /// <summary>The warnings of the plan, one per role. Hosts that wait for SSH, or for a port that is not allowed either, are
    /// problems.</summary>
    public static IReadOnlyList<PlanWarning> Check(
        IReadOnlyList<MachineSettings> hosts, IReadOnlyList<FirewallSettings> firewalls, ConfigProblems problems)
    {
        List<PlanWarning> warnings = [];
        foreach (IGrouping<string, MachineSettings> role in hosts.GroupBy(h => h.Role, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Where(g => !IsAllowed(g.Key, firewalls)))
        {
            string names = string.Join(", ", Of(role.Key, firewalls).Select(f => Excerpt.Of(f.Name)));
            string reason = $"no inbound rule of the firewalls of the role {Excerpt.Of(role.Key)} ({names}) allows port {SshPort}";
            warnings.Add(new("no_ssh", $"hosts are not reachable by SSH: {reason}"));
            foreach (MachineSettings host in role.Where(h => h.Wait != HostWait.Active))
            {
                string required = "SSH";
                if (host.Wait == HostWait.Http)
                {
                    if (IsAllowed(role.Key, host.Health.Port, firewalls))
                    {
                        continue;
                    }

                    required = string.Create(CultureInfo.InvariantCulture, $"port {host.Health.Port} or SSH");
                }

                problems.AddAt(
                    host.WaitPlace.Location,
                    host.WaitPlace.Path,
                    $"wait: {HostWaitWords.Of(host.Wait)} requires {required}, but {reason}",
                    $"add an inbound rule, for example {{ port: {SshPort}, from: [198.51.100.0/24] }}, or use wait: active");
            }
        }

        return warnings;
    }

    private static bool IsAllowed(string role, int port, IReadOnlyList<FirewallSettings> firewalls)
    {
        FirewallSettings[] applied = [.. Of(role, firewalls)];
        return applied.Length == 0 || applied.Any(f => f.Rules.Any(
            r => r.IsInbound && r.CoversTcp(port) && r.Endpoints.Any(e => e.Kind != FirewallEndpointKind.LoadBalancer)));
    }

    private static IEnumerable<FirewallSettings> Of(string role, IReadOnlyList<FirewallSettings> firewalls) =>
        firewalls.Where(f => f.Targets.Includes(role));
}
