namespace Stagecraft.DigitalOcean.Sandbox.Volumes;

/// <summary>A stored volume at a point in time.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Spec">The settings, with the current size and tags.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="DropletId">The droplet it is attached to; null for none.</param>
/// <param name="IsBusy">Whether an action is in progress.</param>
internal sealed record Volume(long Id, VolumeSpec Spec, DateTimeOffset CreatedAt, long? DropletId, bool IsBusy)
{
    public const int MaxPerDroplet = 15;

    /// <summary>In GiB.</summary>
    public const int MaxSize = 16 * 1024;
}
