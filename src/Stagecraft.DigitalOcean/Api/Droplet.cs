namespace Stagecraft.DigitalOcean.Api;

/// <summary>A droplet as the API tells it.</summary>
internal sealed record Droplet
{
    public required long Id { get; init; }

    /// <summary>Not unique in an account.</summary>
    public required string Name { get; init; }

    /// <summary><c>new</c>, <c>active</c>, <c>off</c>, <c>archive</c>, or whatever else the API says.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the platform is working on it.</summary>
    public required bool Locked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The region's slug.</summary>
    public required string Region { get; init; }

    /// <summary>The size's slug.</summary>
    public required string Size { get; init; }

    /// <summary>USD a month, from the size inside the droplet; null where it is left out.</summary>
    public decimal? PriceMonthly { get; init; }

    /// <summary>In the account's spelling. Null means that the API left the member out, as it does for a token that may not read
    /// tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public string? PublicIpv4 { get; init; }

    public string? PrivateIpv4 { get; init; }

    public string? PublicIpv6 { get; init; }
}
