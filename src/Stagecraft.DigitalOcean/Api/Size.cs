namespace Stagecraft.DigitalOcean.Api;

/// <summary>A droplet size.</summary>
internal sealed record Size
{
    public required string Slug { get; init; }

    /// <summary>In USD; null if the API states none.</summary>
    public required decimal? PriceMonthly { get; init; }

    /// <summary>In GB.</summary>
    public required int Disk { get; init; }

    /// <summary>In MB.</summary>
    public required int Memory { get; init; }

    public required bool Available { get; init; }

    /// <summary>The slugs of the regions that offer it.</summary>
    public required IReadOnlyList<string> Regions { get; init; }
}
