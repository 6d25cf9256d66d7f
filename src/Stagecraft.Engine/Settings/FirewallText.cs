namespace Stagecraft.Engine.Settings;

/// <summary>The form in which rules of firewalls are compared and shown in plans.</summary>
internal static class FirewallText
{
    public const string Any = "any";
    public const string Tcp = "tcp";
    public const string Icmp = "icmp";
    public const string AllPorts = "all";
    public const string AnyIpv4 = "0.0.0.0/0";
    public const string AnyIpv6 = "::/0";

    /// <summary>The name of the field of a rule, for example <c>inbound 443/tcp</c>; with an action <c>inbound 22/tcp deny</c>.</summary>
    public static string RuleName(bool isInbound, string protocol, string ports, string? action = null) =>
        $"{(isInbound ? "inbound" : "outbound")} {(protocol == Icmp ? Icmp : $"{ports}/{protocol}")}{(action is null ? "" : " " + action)}";

    /// <summary>The value of the field of a rule: its sources or destinations, each once, sorted. All IPv4 and IPv6 addresses together are
    /// <c>any</c>.</summary>
    public static string Endpoints(IEnumerable<string> endpoints)
    {
        SortedSet<string> texts = new(endpoints, StringComparer.Ordinal);
        if (texts.Contains(AnyIpv4) && texts.Contains(AnyIpv6))
        {
            texts.ExceptWith([AnyIpv4, AnyIpv6]);
            texts.Add(Any);
        }

        return string.Join(", ", texts);
    }
}
