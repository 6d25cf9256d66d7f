using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Converts typed firewalls, load balancers and alerts to values of a file.</summary>
internal static class TypedResources
{
    public static JsonObject Firewall(DigitalOceanFirewall firewall) => TypedConfig.Written(
        (FirewallKeys.Roles, TypedConfig.Texts(firewall.Roles)),
        (FirewallKeys.All, TypedConfig.Flag(firewall.All)),
        (FirewallKeys.Inbound, Mappings(firewall.Inbound, Inbound)),
        (FirewallKeys.Outbound, Mappings(firewall.Outbound, Outbound)));

    public static JsonObject LoadBalancer(DigitalOceanLoadBalancer balancer) => TypedConfig.Written(
        (LoadBalancerKeys.Role, balancer.Role),
        (LoadBalancerKeys.Region, balancer.Region),
        (LoadBalancerKeys.Nodes, balancer.Nodes),
        (LoadBalancerKeys.Forward, Mappings(balancer.Forward, Forward)),
        (LoadBalancerKeys.Health, balancer.Health is { } health ? Health(health) : null),
        (LoadBalancerKeys.Redirect, balancer.RedirectHttpToHttps));

    public static JsonObject Alert(DigitalOceanAlert alert) => TypedConfig.Written(
        (AlertKeys.Cpu, alert.Cpu),
        (AlertKeys.Memory, alert.Memory),
        (AlertKeys.Disk, alert.Disk),
        (AlertKeys.Load1, alert.Load1),
        (AlertKeys.Load5, alert.Load5),
        (AlertKeys.Load15, alert.Load15),
        (AlertKeys.For, alert.For),
        (AlertKeys.Roles, TypedConfig.Texts(alert.Roles)),
        (AlertKeys.All, TypedConfig.Flag(alert.All)),
        (AlertKeys.Email, TypedConfig.Texts(alert.Email)),
        (AlertKeys.SlackEnv, alert.SlackEnv),
        (AlertKeys.SlackChannel, alert.SlackChannel));

    private static JsonObject Inbound(DigitalOceanInboundRule rule) => TypedConfig.Written(
        (FirewallKeys.Port, TypedConfig.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.From, Peers(rule.From)));

    private static JsonObject Outbound(DigitalOceanOutboundRule rule) => TypedConfig.Written(
        (FirewallKeys.Port, TypedConfig.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.To, Peers(rule.To)));

    private static JsonObject Forward(DigitalOceanForward rule) => TypedConfig.Written(
        (LoadBalancerKeys.From, rule.From), (LoadBalancerKeys.To, rule.To), (LoadBalancerKeys.Certificate, rule.Certificate));

    private static JsonObject Health(DigitalOceanHealthCheck health) => TypedConfig.Written(
        (LoadBalancerKeys.HealthProtocol, health.Protocol),
        (LoadBalancerKeys.HealthPort, health.Port),
        (LoadBalancerKeys.HealthPath, health.Path));

    private static JsonNode? Peers(DigitalOceanPeers? peers) => peers switch
    {
        null => null,
        { Addresses: { } addresses } => new JsonArray([.. addresses.Select(a => (JsonNode?)a)]),
        { Role: { } role } => TypedConfig.Written((FirewallKeys.Role, role)),
        { LoadBalancer: { } name } => TypedConfig.Written((FirewallKeys.LoadBalancer, name)),
        _ => FirewallText.Any,
    };

    private static JsonArray? Mappings<T>(IReadOnlyList<T>? values, Func<T, JsonObject> write)
        where T : class =>
        values is null ? null : new JsonArray([.. values.Select(v => v is null ? null : (JsonNode?)write(v))]);
}
