using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>A stored load balancer.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Spec">The settings.</param>
/// <param name="Address">The IPv4 address.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ActiveAt">The time when it is active.</param>
/// <param name="BusyUntil">The time until which it rejects changes.</param>
/// <param name="ProjectId">The number of the UUID of its project.</param>
/// <param name="DropletIds">The droplets behind it.</param>
internal sealed record LoadBalancer(
    long Id,
    LoadBalancerSpec Spec,
    uint Address,
    DateTimeOffset CreatedAt,
    DateTimeOffset ActiveAt,
    DateTimeOffset BusyUntil,
    long ProjectId,
    IReadOnlyList<long> DropletIds)
{
    /// <summary>The first address of the pool 198.51.100.0/24.</summary>
    public const uint Network = (198u << 24) | (51u << 16) | (100u << 8);

    /// <summary>The number of addresses in the pool, without network, gateway and broadcast address.</summary>
    public const int PoolSize = 253;

    public string Ipv4 => Ipv4Range.TextOf(Address);
}
