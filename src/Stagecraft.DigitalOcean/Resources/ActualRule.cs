using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A rule of an existing firewall.</summary>
/// <param name="Name">The name of its field.</param>
/// <param name="IsInbound">Whether it is about inbound traffic.</param>
/// <param name="Json">The rule as it was read.</param>
/// <param name="Members">Its sources or destinations: the member of the API, and the value.</param>
internal sealed record ActualRule(
    string Name, bool IsInbound, JsonObject Json, IReadOnlyList<(string Member, string Value)> Members)
{
    public const string Inbound = "inbound_rules";
    public const string Outbound = "outbound_rules";
    public const string Addresses = "addresses";
    public const string Tags = "tags";
    public const string LoadBalancers = "load_balancer_uids";

    /// <summary>The member of a rule with its sources or destinations.</summary>
    public static string TargetMember(bool isInbound) => isInbound ? "sources" : "destinations";

    public static ActualRule Of(JsonObject json, bool isInbound)
    {
        string protocol = json.Text("protocol");
        string ports = json["ports"] is JsonValue value ? value.ToString() : "";
        string? action = json.OptionalText("action");
        string name = FirewallText.RuleName(
            isInbound,
            protocol,
            ports is "" or "0" ? FirewallText.AllPorts : PortRule.Normalize(ports) ?? ports,
            action is null or "allow" ? null : action);
        JsonObject targets = json.Object(TargetMember(isInbound));
        return new(name, isInbound, json, [.. targets.SelectMany(m => Values(m.Value).Select(v => (m.Key, v)))]);
    }

    /// <summary>The sources or destinations in the form of <see cref="FirewallEndpoint.Text"/>. Each of them is shown, so that an update
    /// removes none that the plan did not show.</summary>
    public IEnumerable<string> Endpoints(ResourceContext context) => Members.Select(m => m.Member switch
    {
        Addresses => AddressText.Normalize(m.Value) ?? m.Value,
        Tags => context.RoleOf(m.Value) switch
        {
            null => $"tag {m.Value}",
            "" => HostTargets.AllHosts,
            { } role => FirewallEndpoint.OfRole(role),
        },
        LoadBalancers => FirewallEndpoint.OfLoadBalancer(
            context.NameOf(ResourceKind.LoadBalancer, new ResourceId(m.Value)) ?? m.Value),
        "droplet_ids" => $"droplet {m.Value}",
        "kubernetes_ids" => $"kubernetes {m.Value}",
        _ => $"{m.Member} {m.Value}",
    });

    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(Text),
        _ => [Text(node)],
    };

    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonValue value => value.ToString(),
        _ => node.ToJsonString(),
    };
}
