namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>A region.</summary>
/// <param name="Name">The name, for example <c>eu-central-1</c>.</param>
/// <param name="NeedsOptIn">Whether an account must enable the region.</param>
/// <param name="PriceFactor">The prices of the region relative to us-east-1.</param>
/// <param name="Zones">The availability zones.</param>
internal sealed record Region(string Name, bool NeedsOptIn, decimal PriceFactor, IReadOnlyList<Zone> Zones)
{
    public string Endpoint => $"ec2.{Name}.amazonaws.com";

    public Zone? FindZone(string nameOrId) => Zones.FirstOrDefault(zone => zone.Name == nameOrId || zone.Id == nameOrId);
}
