namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The actual state of a droplet for the page, without its user data.</summary>
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

    /// <summary>Only for a droplet that is being deleted; a fault that will remove a droplet is not revealed.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    public required string? PublicIpv4 { get; init; }

    public required string? PrivateIpv4 { get; init; }

    public required string? PublicIpv6 { get; init; }

    public required string? ReservedIpv4 { get; init; }
}
