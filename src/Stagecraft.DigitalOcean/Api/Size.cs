namespace Stagecraft.DigitalOcean.Api;

/// <summary>A kind of droplet on offer.</summary>
internal sealed record Size
{
    public required string Slug { get; init; }

    /// <summary>USD.</summary>
    public required decimal PriceMonthly { get; init; }

    /// <summary>GB.</summary>
    public required int Disk { get; init; }

    /// <summary>MB.</summary>
    public required int Memory { get; init; }

    /// <summary>Whether droplets of it can be created at all.</summary>
    public required bool Available { get; init; }

    /// <summary>The slugs of the regions that offer it.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Whether droplets of it are left out of plain lists.</summary>
    public required bool IsGpu { get; init; }
}
