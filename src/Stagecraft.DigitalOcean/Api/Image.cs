namespace Stagecraft.DigitalOcean.Api;

/// <summary>What a droplet is created from.</summary>
internal sealed record Image
{
    public required long Id { get; init; }

    /// <summary>Null for private images.</summary>
    public string? Slug { get; init; }

    public required string Name { get; init; }

    /// <summary>The slugs of the regions that have it; empty where the API left them out.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>GB that a size must offer.</summary>
    public int? MinDiskSize { get; init; }

    /// <summary><c>available</c>, <c>pending</c>, <c>retired</c>, or whatever else the API says.</summary>
    public string? Status { get; init; }
}
