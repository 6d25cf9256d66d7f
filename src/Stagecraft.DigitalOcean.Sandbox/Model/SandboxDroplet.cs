namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>A droplet as it really is, whatever the API shows of it at the moment.</summary>
public sealed record SandboxDroplet
{
    /// <summary>The id.</summary>
    public required long Id { get; init; }

    /// <summary>The name; not unique.</summary>
    public required string Name { get; init; }

    /// <summary>The status as the API tells it: <c>new</c>, <c>active</c>, <c>off</c>, <c>archive</c> or what was set.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the API shows the droplet as locked: it boots, goes, is acted upon, or was locked.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether its delete was accepted: it will be gone soon.</summary>
    public required bool IsGoing { get; init; }

    /// <summary>All tags in canonical spelling, also those that the API does not show yet.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The region's slug.</summary>
    public required string Region { get; init; }

    /// <summary>The id of its VPC; null in a region that the catalogue lacks.</summary>
    public required string? VpcUuid { get; init; }

    /// <summary>The size's slug.</summary>
    public required string Size { get; init; }

    /// <summary>The disk in GB; a resize may have left it smaller than the size's.</summary>
    public required int Disk { get; init; }

    /// <summary>The image's slug.</summary>
    public required string Image { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The public IPv4 address; null while it boots or without public network.</summary>
    public required string? PublicIpv4 { get; init; }

    /// <summary>The private IPv4 address; null while it boots.</summary>
    public required string? PrivateIpv4 { get; init; }

    /// <summary>The IPv6 address; null while it boots or if it was not asked for.</summary>
    public required string? PublicIpv6 { get; init; }

    /// <summary>The user data given at creation; null if none was.</summary>
    public required string? UserData { get; init; }

    /// <summary>The ids of the SSH keys given at creation.</summary>
    public required IReadOnlyList<long> SshKeyIds { get; init; }
}
