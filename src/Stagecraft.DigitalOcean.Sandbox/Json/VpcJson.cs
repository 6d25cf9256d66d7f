namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record VpcJson(string Id, string Urn, string Name, string Description, string Region, string IpRange, string CreatedAt)
{
    public bool Default { get; } = true;
}
