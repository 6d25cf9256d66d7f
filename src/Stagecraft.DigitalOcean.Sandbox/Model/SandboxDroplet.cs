namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The actual state of a droplet, regardless of what the API currently returns.</summary>
public sealed record SandboxDroplet
{
    /// <summary>The ID.</summary>
    public required long Id { get; init; }

    /// <summary>The name; not unique.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The status: <c>new</c>, <c>active</c>, <c>off</c>, or the value set with <see cref="DigitalOceanSandbox.SetStatus"/>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Whether it is locked: it is booting, being deleted, has an action in progress, or was locked explicitly.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether its deletion was accepted; it is removed after <see cref="SandboxConditions.Destroy"/>.</summary>
    public required bool IsDeleting { get; init; }

    /// <summary>All tags in canonical spelling, including tags that the API does not return yet.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether backups are enabled. An action that is in progress has no effect yet.</summary>
    public required bool HasBackups { get; init; }

    /// <summary>The region slug.</summary>
    public required string Region { get; init; }

    /// <summary>The ID of its VPC; null in an unknown region.</summary>
    public required string? VpcUuid { get; init; }

    /// <summary>The size slug.</summary>
    public required string Size { get; init; }

    /// <summary>The disk in GB; it may be smaller than that of the size after a resize without disk.</summary>
    public required int Disk { get; init; }

    /// <summary>The image slug.</summary>
    public required string Image { get; init; }

    /// <summary>The time of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The public IPv4 address; null while it is booting or without a public network.</summary>
    public required string? PublicIpv4 { get; init; }

    /// <summary>The private IPv4 address; null while it is booting.</summary>
    public required string? PrivateIpv4 { get; init; }

    /// <summary>The IPv6 address; null while it is booting or if IPv6 is not enabled.</summary>
    public required string? PublicIpv6 { get; init; }

    /// <summary>The reserved IP that is assigned to it; null for none.</summary>
    public required string? ReservedIpv4 { get; init; }

    /// <summary>The IDs of the volumes that are attached to it.</summary>
    public required IReadOnlyList<string> VolumeIds { get; init; }

    /// <summary>The user data set at creation; null if none.</summary>
    public required string? UserData { get; init; }

    /// <summary>The IDs of the SSH keys set at creation.</summary>
    public required IReadOnlyList<long> SshKeyIds { get; init; }
}
