using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>A droplet as it is stored. What it is at a given moment follows from the clock.</summary>
internal sealed record Droplet
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>In GB; a resize may leave it smaller than its size has.</summary>
    public required int Disk { get; init; }

    public required string Image { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset BootedAt { get; init; }

    public required BootOutcome Outcome { get; init; }

    /// <summary>When it will be gone; null while nobody has deleted it and it does not vanish by itself.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    /// <summary>A status that somebody set, or an action left, instead of the one from the clock.</summary>
    public required string? SetStatus { get; init; }

    public required bool SetLocked { get; init; }

    /// <summary>The number that its addresses are made from.</summary>
    public required int Slot { get; init; }

    /// <summary>The id of its VPC; null in a region that is not in the catalogue.</summary>
    public required string? Vpc { get; init; }

    /// <summary>Its address in the VPC; null where that follows from the slot.</summary>
    public required VpcAddress? VpcAddress { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required bool PublicNetworking { get; init; }

    public required BackupPolicy? Backups { get; init; }

    /// <summary>What the action that runs will make of it; null where none does.</summary>
    public required DropletChange? Pending { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether its delete was accepted.</summary>
    public bool IsGoing => GoneAt is not null && Outcome != BootOutcome.Vanished;

    /// <summary>The droplet with its pending change, where the time of that has passed.</summary>
    public Droplet At(DateTimeOffset now) => Pending is { } change && change.At <= now
        ? this with
        {
            SetStatus = change.Status ?? SetStatus,
            Size = change.Size,
            Disk = change.Disk,
            Features = change.Features,
            Backups = change.Backups,
            Pending = null,
        }
        : this;

    public string StatusAt(DateTimeOffset now) => SetStatus ?? (IsNewAt(now) ? "new" : Outcome == BootOutcome.Off ? "off" : "active");

    public bool IsLockedAt(DateTimeOffset now) =>
        SetLocked || IsGoing || now < Pending?.At || SetStatus == "new" || (SetStatus is null && now < BootedAt);

    public DropletAddresses? AddressesAt(DateTimeOffset now) => StatusAt(now) == "new" ? null : DropletAddresses.Of(this);

    private bool IsNewAt(DateTimeOffset now) => now < BootedAt || Outcome == BootOutcome.Stuck;
}
