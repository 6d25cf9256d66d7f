namespace Stagecraft.DigitalOcean.Resources;

/// <summary>List prices per month in USD that the API does not provide, as of August 2026. The prices are
/// known from use, not from the API documentation; older documentation states 4 for a reserved IP and 10 for a node.</summary>
internal static class ListPrices
{
    /// <summary>A GiB of a volume.</summary>
    public const decimal VolumeGigabyte = 0.10m;

    /// <summary>A reserved IPv4 address that is not assigned; an assigned one is free.</summary>
    public const decimal UnassignedReservedIp = 5.00m;

    /// <summary>A node of a load balancer.</summary>
    public const decimal LoadBalancerNode = 12.00m;
}
