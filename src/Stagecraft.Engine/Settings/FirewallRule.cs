using System.Globalization;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>A declared rule of a firewall. Rules of one firewall have different names.</summary>
/// <param name="IsInbound">Whether it allows inbound traffic.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>icmp</c>.</param>
/// <param name="Ports">A port, a range, or <c>all</c>.</param>
/// <param name="Endpoints">The sources or destinations.</param>
internal sealed record FirewallRule(bool IsInbound, string Protocol, string Ports, IReadOnlyList<FirewallEndpoint> Endpoints)
{
    public string Name => FirewallText.RuleName(IsInbound, Protocol, Ports);

    public DeclaredField Field => new(Name, FirewallText.Endpoints(Endpoints.Select(e => e.Text)));

    /// <summary>Whether the rule is about a TCP port.</summary>
    public bool CoversTcp(int port)
    {
        if (Protocol != FirewallText.Tcp)
        {
            return false;
        }

        if (Ports == FirewallText.AllPorts)
        {
            return true;
        }

        int[] bounds = [.. Ports.Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        return bounds[0] <= port && port <= bounds[^1];
    }
}
