namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>A droplet as it really is, for the page: with its times, without its user data.</summary>
internal sealed record OverviewDropletJson
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Project { get; init; }

    public required string? Environment { get; init; }

    public required string? Role { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    public required string Image { get; init; }

    public required string Status { get; init; }

    public required bool Locked { get; init; }

    public required bool Going { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset BootedAt { get; init; }

    /// <summary>Only of one that was deleted: that one will vanish by itself is not to be known before.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    public required string? PublicIpv4 { get; init; }

    public required string? PrivateIpv4 { get; init; }

    public required string? PublicIpv6 { get; init; }
}
