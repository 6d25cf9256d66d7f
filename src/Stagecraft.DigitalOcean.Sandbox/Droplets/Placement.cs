using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The region of a new droplet, which offers its size and image.</summary>
internal sealed record Placement(RegionJson Region, SizeJson Size, ImageJson Image)
{
    public static Placement Find(CreateBody body, Catalog catalog, Func<string, ImageJson?> findImage)
    {
        SizeJson size = catalog.FindSize(body.Size) ?? throw ApiError.Unprocessable("You specified an invalid size for Droplet creation.");
        if (!size.Available)
        {
            throw ApiError.Unprocessable("Size is not available.");
        }

        ImageJson image = findImage(body.Image)
            ?? throw ApiError.Unprocessable("You specified an invalid image for Droplet creation.");
        if (size.Disk < image.MinDiskSize)
        {
            throw ApiError.Unprocessable($"The image needs a disk of at least {image.MinDiskSize} GB.");
        }

        List<RegionJson> regions = catalog.Regions.Where(region => Matches(region.Slug, body.Region)).ToList();
        if (regions.Count == 0)
        {
            throw ApiError.Unprocessable("You specified an invalid region for Droplet creation.");
        }

        RegionJson place = regions.Find(region => Problem(region, size, image) is null)
            ?? throw ApiError.Unprocessable(Problem(regions[0], size, image)!);
        return new Placement(place, size, image);
    }

    /// <summary>A prefix such as <c>nyc</c> matches nyc1, nyc2…; an empty text matches every region.</summary>
    private static bool Matches(string slug, string requested) =>
        requested.Length == 0 || slug == requested || slug.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') == requested;

    private static string? Problem(RegionJson region, SizeJson size, ImageJson image)
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
