namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>An image in a region.</summary>
/// <param name="Id">The AMI ID.</param>
/// <param name="Name">The name.</param>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="RootDevice">The device name of the root volume.</param>
/// <param name="RootGigabytes">The size of the root snapshot in GiB.</param>
internal sealed record Image(string Id, string Name, string Architecture, string RootDevice, int RootGigabytes)
{
    public required string Description { get; init; }

    /// <summary>The account ID of the owner.</summary>
    public required string Owner { get; init; }

    /// <summary>The alias of the owner, which only Amazon has.</summary>
    public string? OwnerAlias { get; init; }

    public bool IsPublic { get; init; }

    public required string SnapshotId { get; init; }

    public required string VolumeType { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether snapshots are complete; an image is <c>pending</c> before.</summary>
    public bool IsAvailable { get; init; } = true;
}
