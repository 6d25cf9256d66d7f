namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The pending result of an action.</summary>
/// <param name="At">The time when it takes effect.</param>
/// <param name="Status">The new status; null if it does not change.</param>
/// <param name="Size">The new size.</param>
/// <param name="Image">The new image.</param>
/// <param name="Disk">The new disk, in GB.</param>
/// <param name="Features">The new features.</param>
/// <param name="Backups">The new backup policy; null for none.</param>
internal sealed record DropletChange(
    DateTimeOffset At, string? Status, string Size, string Image, int Disk, IReadOnlyList<string> Features, BackupPolicy? Backups);
