namespace Stagecraft.Engine.Settings;

/// <summary>A source or destination of a firewall rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The address or network in canonical form, the role, or the name of the load balancer.</param>
internal readonly record struct FirewallEndpoint(FirewallEndpointKind Kind, string Value)
{
    public string Text => Kind switch
    {
        FirewallEndpointKind.Role => OfRole(Value),
        FirewallEndpointKind.LoadBalancer => OfLoadBalancer(Value),
        _ => Value,
    };

    public static string OfRole(string role) => $"role {role}";

    public static string OfLoadBalancer(string nameOrId) => $"load balancer {nameOrId}";
}
