using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>A stored droplet. Its state is computed from the clock.</summary>
internal sealed record Droplet
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>In GB; smaller than that of the size after a resize without disk.</summary>
    public required int Disk { get; init; }

    public required string Image { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset BootedAt { get; init; }

    public required BootOutcome Outcome { get; init; }

    /// <summary>The time of its removal; null unless it was deleted or will vanish because of a fault.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    /// <summary>An explicit status, set by an action or a test. It overrides the status from the clock.</summary>
    public required string? SetStatus { get; init; }

    public required bool SetLocked { get; init; }

    /// <summary>The number from which its addresses are derived.</summary>
    public required int Slot { get; init; }

    /// <summary>The ID of its VPC; null in an unknown region.</summary>
    public required string? Vpc { get; init; }

    /// <summary>Its address in the VPC; null if it is derived from the slot.</summary>
    public required VpcAddress? VpcAddress { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required bool PublicNetworking { get; init; }

    public required BackupPolicy? Backups { get; init; }

    /// <summary>The result of the action in progress; null if there is none.</summary>
    public required DropletChange? Pending { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The numbers of the UUIDs of its volumes.</summary>
    public required IReadOnlyList<long> VolumeIds { get; init; }

    public required string? ReservedIp { get; init; }

    public required IReadOnlyList<long> SnapshotIds { get; init; }

    /// <summary>Whether its deletion was accepted.</summary>
    public bool IsDeleting => GoneAt is not null && Outcome != BootOutcome.Vanished;

    /// <summary>The droplet at a time: the pending change is applied when it is due.</summary>
    public Droplet At(DateTimeOffset now) => Pending is { } change && change.At <= now
        ? this with
        {
            SetStatus = change.Status ?? SetStatus,
            Size = change.Size,
            Image = change.Image,
            Disk = change.Disk,
            Features = change.Features,
            Backups = change.Backups,
            Pending = null,
        }
        : this;

    public string StatusAt(DateTimeOffset now) => SetStatus ?? (IsNewAt(now) ? "new" : Outcome == BootOutcome.Off ? "off" : "active");

    public bool IsLockedAt(DateTimeOffset now) =>
        SetLocked || IsDeleting || now < Pending?.At || SetStatus == "new" || (SetStatus is null && now < BootedAt);

    public DropletAddresses? AddressesAt(DateTimeOffset now) => StatusAt(now) == "new" ? null : DropletAddresses.Of(this);

    private bool IsNewAt(DateTimeOffset now) => now < BootedAt || Outcome == BootOutcome.Stuck;
}
