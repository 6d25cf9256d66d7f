using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>The regions, sizes and images of DigitalOcean. Immutable and shared by all sandboxes.</summary>
internal sealed class Catalog
{
    public static readonly Catalog Default = new();

    private readonly Dictionary<string, RegionJson> _regions;
    private readonly Dictionary<string, SizeJson> _sizes;
    private readonly Dictionary<string, ImageJson> _images;

    private Catalog()
    {
        Sizes = [.. SizeTable.Rows.Select(CatalogRows.Size)];
        Regions = [.. RegionTable.Rows.Select(row => CatalogRows.Region(row, Sizes))];
        Images = [.. ImageTable.Rows.Select(CatalogRows.Image)];
        _regions = Regions.ToDictionary(region => region.Slug, StringComparer.Ordinal);
        _sizes = Sizes.ToDictionary(size => size.Slug, StringComparer.Ordinal);
        _images = Images.ToDictionary(image => image.Slug!, StringComparer.Ordinal);
    }

    public IReadOnlyList<RegionJson> Regions { get; }

    public IReadOnlyList<SizeJson> Sizes { get; }

    public IReadOnlyList<ImageJson> Images { get; }

    public SizeJson? FindSize(string slug) => _sizes.GetValueOrDefault(slug);

    /// <summary>Finds an image by slug or by ID in digits.</summary>
    public ImageJson? FindImage(string slugOrId) =>
        _images.GetValueOrDefault(slugOrId)
        ?? (Identifier.TryParse(slugOrId, out long id) ? Images.FirstOrDefault(image => image.Id == id) : null);

    /// <summary>The region of a droplet; an unknown region is shown as retired.</summary>
    public RegionJson RegionOf(string slug) =>
        _regions.GetValueOrDefault(slug) ?? new RegionJson(slug, slug, [], Available: false, []);

    /// <summary>The size of a droplet; an unknown size is shown as retired.</summary>
    public SizeJson SizeOf(string slug) =>
        FindSize(slug) ?? CatalogRows.Size(new SizeTable.Row(slug, 1024, 1, 25, 1, 0, SizeFamily.Retired, "Retired"));

    /// <summary>The number from which the networks of a region are derived; all unknown regions share one.</summary>
    public static int NumberOf(string region)
    {
        int index = Array.FindIndex(RegionTable.Rows, row => row.Slug == region);
        return index >= 0 ? index : RegionTable.Rows.Length;
    }
}
