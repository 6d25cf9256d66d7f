namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>What an action makes of a droplet.</summary>
/// <param name="At">When it will have.</param>
/// <param name="Status">The status after it; null where it leaves that alone.</param>
/// <param name="Size">The size after it.</param>
/// <param name="Disk">The disk after it, in GB.</param>
/// <param name="Features">The features after it.</param>
/// <param name="Backups">When backups are made after it; null for never.</param>
internal sealed record DropletChange(
    DateTimeOffset At, string? Status, string Size, int Disk, IReadOnlyList<string> Features, BackupPolicy? Backups);
