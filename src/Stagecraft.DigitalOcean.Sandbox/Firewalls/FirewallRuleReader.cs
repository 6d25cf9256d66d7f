using System.Globalization;
using System.Net;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>Reads, validates and normalizes the rules of a request.</summary>
internal static class FirewallRuleReader
{
    private const int MaxEntries = 1000;
    private const int MaxPort = 65535;

    public static FirewallRules Read(JsonBody body) => new(
        [.. body.Items("inbound_rules").Select(rule => Rule(new JsonBody(rule, "a rule"), isInbound: true)).DistinctBy(TextOf)],
        [.. body.Items("outbound_rules").Select(rule => Rule(new JsonBody(rule, "a rule"), isInbound: false)).DistinctBy(TextOf)]);

    private static string TextOf(FirewallRule rule) => new FirewallRules([rule], []).ToText();

    private static FirewallRule Rule(JsonBody rule, bool isInbound)
    {
        string protocol = rule.Word("protocol", "tcp", "udp", "icmp") ?? throw ApiError.Unprocessable("protocol is required.");
        string member = isInbound ? "sources" : "destinations";
        FirewallTarget target = Target(rule.Object(member) ?? throw ApiError.Unprocessable($"{member} is required."), member);
        return new FirewallRule
        {
            Protocol = protocol,
            Ports = protocol == "icmp" ? FirewallRule.AllPorts : Ports(rule.Text("ports")),
            Action = rule.Word("action", "allow", "deny"),
            Sources = isInbound ? target : null,
            Destinations = isInbound ? null : target,
        };
    }

    /// <summary>A port, a range, or <c>0</c> for all ports.</summary>
    private static string Ports(string? ports)
    {
        if (ports is FirewallRule.AllPorts or "all")
        {
            return FirewallRule.AllPorts;
        }

        int[] bounds = [.. (ports ?? "").Split('-').Select(Port)];
        return bounds.Length is 1 or 2 && bounds.All(port => port is >= 1 and <= MaxPort) && bounds[0] <= bounds[^1]
            ? ports!
            : throw ApiError.Unprocessable("ports must be a port, a range of ports, or 0 for all ports.");
    }

    private static int Port(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : 0;

    private static FirewallTarget Target(JsonBody body, string member)
    {
        FirewallTarget target = new FirewallTarget
        {
            Addresses = Texts(body, "addresses"),
            DropletIds = Items(body, "droplet_ids", item => JsonBody.NumberOf(item)
                ?? throw ApiError.Unprocessable("droplet_ids must hold ids.")),
            LoadBalancerUids = Texts(body, "load_balancer_uids"),
            KubernetesIds = Texts(body, "kubernetes_ids"),
            Tags = Texts(body, "tags"),
        };
        if (target == new FirewallTarget())
        {
            throw ApiError.Unprocessable($"{member} must name at least one resource or address.");
        }

        return target.Addresses?.FirstOrDefault(address => !IsAddress(address)) is { } bad
            ? throw ApiError.Unprocessable($"{bad} is not an IP address or network.")
            : target;
    }

    private static string[]? Texts(JsonBody body, string member) => Items(body, member, item =>
        JsonBody.TextOf(item) is { Length: > 0 } text ? text : throw ApiError.Unprocessable($"{member} must hold strings."));

    /// <summary>The distinct items of a list; null for an absent or empty one.</summary>
    private static T[]? Items<T>(JsonBody body, string member, Func<JsonElement, T> read)
    {
        T[] items = [.. body.Items(member).Select(read).Distinct()];
        return items.Length switch
        {
            0 => null,
            > MaxEntries => throw ApiError.Unprocessable($"{member} must hold at most {MaxEntries} entries."),
            _ => items,
        };
    }

    /// <summary>Whether a text is an IP address, or a network in CIDR notation.</summary>
    private static bool IsAddress(string text)
    {
        string[] parts = text.Split('/');
        bool isV6 = parts[0].Contains(':', StringComparison.Ordinal);
        // The parser also accepts short forms such as "10.1", brackets and scopes.
        return IPAddress.TryParse(parts[0], out IPAddress? address)
            && (isV6 ? parts[0].All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.') : address.ToString() == parts[0])
            && (parts.Length == 1 || (parts.Length == 2 && IsPrefix(parts[1], isV6 ? 128 : 32)));
    }

    private static bool IsPrefix(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix <= max;
}
