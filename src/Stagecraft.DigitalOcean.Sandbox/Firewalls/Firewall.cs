namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>A stored firewall.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Spec">The settings, with the droplets that exist and the tags in canonical spelling.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="AppliedAt">The time when the last change is applied.</param>
internal sealed record Firewall(long Id, FirewallSpec Spec, DateTimeOffset CreatedAt, DateTimeOffset AppliedAt)
{
    /// <summary>A droplet whose rules are being changed.</summary>
    internal readonly record struct PendingChange(long DropletId, bool Removing);
}
