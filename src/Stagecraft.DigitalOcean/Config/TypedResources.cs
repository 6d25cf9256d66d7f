using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Converts typed firewalls, load balancers and alerts to values of a file.</summary>
internal static class TypedResources
{
    public static JsonObject Firewall(DigitalOceanFirewall firewall) => SectionWriter.Written(
        (FirewallKeys.Roles, SectionWriter.Texts(firewall.Roles)),
        (FirewallKeys.All, SectionWriter.Flag(firewall.All)),
        (FirewallKeys.Inbound, SectionWriter.Mappings(firewall.Inbound, Inbound)),
        (FirewallKeys.Outbound, SectionWriter.Mappings(firewall.Outbound, Outbound)));

    public static JsonObject LoadBalancer(DigitalOceanLoadBalancer balancer) => SectionWriter.Written(
        (LoadBalancerKeys.Role, balancer.Role),
        (LoadBalancerKeys.Region, balancer.Region),
        (LoadBalancerKeys.Nodes, balancer.Nodes),
        (LoadBalancerKeys.Forward, SectionWriter.Mappings(balancer.Forward, Forward)),
        (LoadBalancerKeys.Health, balancer.Health is { } health ? Health(health) : null),
        (LoadBalancerKeys.Redirect, balancer.RedirectHttpToHttps));

    public static JsonObject Alert(DigitalOceanAlert alert) => SectionWriter.Written(
        (AlertKeys.Cpu, alert.Cpu),
        (AlertKeys.Memory, alert.Memory),
        (AlertKeys.Disk, alert.Disk),
        (AlertKeys.Load1, alert.Load1),
        (AlertKeys.Load5, alert.Load5),
        (AlertKeys.Load15, alert.Load15),
        (AlertKeys.For, alert.For),
        (AlertKeys.Roles, SectionWriter.Texts(alert.Roles)),
        (AlertKeys.All, SectionWriter.Flag(alert.All)),
        (AlertKeys.Email, SectionWriter.Texts(alert.Email)),
        (AlertKeys.SlackEnv, alert.SlackEnv),
        (AlertKeys.SlackChannel, alert.SlackChannel));

    private static JsonObject Inbound(DigitalOceanInboundRule rule) => SectionWriter.Written(
        (FirewallKeys.Port, SectionWriter.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.From, Peers(rule.From)));

    private static JsonObject Outbound(DigitalOceanOutboundRule rule) => SectionWriter.Written(
        (FirewallKeys.Port, SectionWriter.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.To, Peers(rule.To)));

    private static JsonObject Forward(DigitalOceanForward rule) => SectionWriter.Written(
        (LoadBalancerKeys.From, rule.From), (LoadBalancerKeys.To, rule.To), (LoadBalancerKeys.Certificate, rule.Certificate));

    private static JsonObject Health(DigitalOceanHealthCheck health) => SectionWriter.Written(
        (LoadBalancerKeys.HealthProtocol, health.Protocol),
        (LoadBalancerKeys.HealthPort, health.Port),
        (LoadBalancerKeys.HealthPath, health.Path));

    private static JsonNode? Peers(DigitalOceanPeers? peers) => peers switch
    {
        null => null,
        { Addresses: { } addresses } => new JsonArray([.. addresses.Select(a => (JsonNode?)a)]),
        { Role: { } role } => SectionWriter.Written((FirewallKeys.Role, role)),
        { LoadBalancer: { } name } => SectionWriter.Written((FirewallKeys.LoadBalancer, name)),
        _ => FirewallText.Any,
    };
}
