namespace Stagecraft.DigitalOcean.Sandbox.Snapshots;

/// <summary>The settings of a snapshot.</summary>
/// <param name="Name">The name.</param>
/// <param name="Region">The region slug.</param>
/// <param name="MinDiskSize">The size of the disk or volume.</param>
/// <param name="Size">The billed size in GB.</param>
/// <param name="Distribution">The distribution of a droplet; empty for a volume.</param>
internal sealed record SnapshotSpec(string Name, string Region, int MinDiskSize, double Size, string Distribution);
