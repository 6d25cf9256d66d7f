namespace Stagecraft.Engine.Settings;

internal enum FirewallEndpointKind
{
    Address,
    Role,
    LoadBalancer,
}
