using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.ReservedIps;

/// <summary>A stored reserved IP at a point in time.</summary>
/// <param name="Address">The address, which is its ID.</param>
/// <param name="Region">The region slug.</param>
/// <param name="DropletId">The droplet it is assigned to; null for none.</param>
/// <param name="IsLocked">Whether an action is in progress.</param>
/// <param name="ProjectId">The number of the UUID of its project.</param>
internal sealed record ReservedIp(uint Address, string Region, long? DropletId, bool IsLocked, long ProjectId)
{
    /// <summary>The first address of the pool 203.0.113.0/24.</summary>
    public const uint Network = (203u << 24) | (113u << 8);

    /// <summary>The number of addresses in the pool, without network, gateway and broadcast address.</summary>
    public const int PoolSize = 253;

    public const string Netmask = "255.255.255.0";

    public static readonly string Gateway = Ipv4Range.TextOf(Network + 1);

    public string Text => Ipv4Range.TextOf(Address);

    /// <summary>The address in a text; null for any other text.</summary>
    public static uint? Parse(string text) => Ipv4Range.Parse($"{text}/32")?.First;
}
