using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Where a droplet goes: a region that has its size and its image.</summary>
internal sealed record Placement(RegionJson Region, SizeJson Size, ImageJson Image)
{
    public static Placement Find(CreateBody body, Catalog catalog)
    {
        SizeJson size = catalog.FindSize(body.Size) ?? throw ApiError.Unprocessable("You specified an invalid size for Droplet creation.");
        if (!size.Available)
        {
            throw ApiError.Unprocessable("Size is not available.");
        }

        ImageJson image = catalog.FindImage(body.Image) ?? throw ApiError.Unprocessable("You specified an invalid image for Droplet creation.");
        if (size.Disk < image.MinDiskSize)
        {
            throw ApiError.Unprocessable($"The image needs a disk of at least {image.MinDiskSize} GB.");
        }

        List<RegionJson> regions = catalog.Regions.Where(region => IsMeant(region.Slug, body.Region)).ToList();
        if (regions.Count == 0)
        {
            throw ApiError.Unprocessable("You specified an invalid region for Droplet creation.");
        }

        RegionJson place = regions.Find(region => Refusal(region, size, image) is null)
            ?? throw ApiError.Unprocessable(Refusal(regions[0], size, image)!);
        return new Placement(place, size, image);
    }

    /// <summary>A slug means itself; <c>nyc</c> means each of nyc1, nyc2…; nothing means any.</summary>
    private static bool IsMeant(string slug, string wanted) =>
        wanted.Length == 0 || slug == wanted || slug.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') == wanted;

    private static string? Refusal(RegionJson region, SizeJson size, ImageJson image)
    {
        if (!region.Available)
        {
            return "Region is not available.";
        }

        if (!size.Regions.Contains(region.Slug))
        {
            return "Size is not available in this region.";
        }

        return image.Regions.Contains(region.Slug) ? null : "Image is not available in this region.";
    }
}
