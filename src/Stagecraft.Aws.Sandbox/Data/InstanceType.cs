namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>An instance type.</summary>
/// <param name="Name">The name, for example <c>t3.micro</c>.</param>
/// <param name="Family">The family.</param>
/// <param name="Vcpus">The number of vCPUs.</param>
/// <param name="MemoryMegabytes">The memory in MiB.</param>
/// <param name="Price">The price per hour in USD on demand in us-east-1, with Linux.</param>
/// <param name="Interfaces">The maximum number of network interfaces.</param>
/// <param name="Addresses">The maximum number of IPv4 addresses per interface.</param>
internal sealed record InstanceType(
    string Name, InstanceFamily Family, int Vcpus, int MemoryMegabytes, decimal Price, int Interfaces, int Addresses)
{
    /// <summary>The size of the local disk in GB; 0 for none.</summary>
    public int LocalDisk { get; init; }

    public string Architecture => Family.Architecture;

    public bool IsBurstable => Family.IsBurstable;

    public bool IsFreeTier => Name is "t2.micro" or "t3.micro" or "t3.small" or "t4g.micro" or "t4g.small";

    /// <summary>The vCPUs that share a core.</summary>
    public int ThreadsPerCore => Vcpus == 1 || Family.Architecture == "arm64" || Family.Name == "t2" ? 1 : 2;

    /// <summary>Whether the region offers the type.</summary>
    public bool IsOffered(Region region) => region.Zones.Any(zone => IsOffered(region, zone));

    /// <summary>Whether the zone offers the type. <c>us-east-1e</c> offers only old families, and opt-in regions no GPUs.</summary>
    public bool IsOffered(Region region, Zone zone) => Family.Name switch
    {
        "m3" => region.Name is "us-east-1" or "us-west-2" or "eu-west-1",
        "g4dn" => !region.NeedsOptIn && zone.Name != "us-east-1e",
        "t2" => !region.NeedsOptIn,
        "i3" => true,
        _ => zone.Name != "us-east-1e",
    };

    /// <summary>The price per hour in USD, on demand, with Linux.</summary>
    public decimal PriceIn(Region region) => decimal.Round(Price * region.PriceFactor, 4);
}
