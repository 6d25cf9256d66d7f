using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The validated settings of a new droplet, without its name.</summary>
internal sealed record DropletSpec
{
    public required string Region { get; init; }

    /// <summary>A VPC of the region; null for the default one.</summary>
    public Vpc? Vpc { get; init; }

    public required string Size { get; init; }

    /// <summary>In GB.</summary>
    public required int Disk { get; init; }

    public required string Image { get; init; }

    public IReadOnlyList<string> Features { get; init; } = ["droplet_agent", "private_networking"];

    public bool PublicNetworking { get; init; } = true;

    public BackupPolicy? Backups { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<long> SshKeyIds { get; init; } = [];

    public string? UserData { get; init; }

    /// <summary>The numbers of the UUIDs of the volumes to attach.</summary>
    public IReadOnlyList<long> VolumeIds { get; init; } = [];

    public BootOutcome Outcome { get; init; }

    public bool IsGpu => IsGpuSize(Size);

    public static bool IsGpuSize(string slug) => slug.StartsWith("gpu-", StringComparison.Ordinal);
}
