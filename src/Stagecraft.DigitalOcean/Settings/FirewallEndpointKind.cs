namespace Stagecraft.DigitalOcean.Settings;

internal enum FirewallEndpointKind
{
    Address,
    Role,
    LoadBalancer,
}
