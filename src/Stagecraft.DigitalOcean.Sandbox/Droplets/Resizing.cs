using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The <c>resize</c> action. The disk is kept or grows; it cannot shrink without data loss.</summary>
internal static class Resizing
{
    public static Droplet After(Droplet droplet, JsonBody body, Catalog catalog)
    {
        string slug = body.Text("size") ?? throw ApiError.Unprocessable("size is required.");
        bool growsDisk = GrowsDisk(body);
        SizeJson size = catalog.FindSize(slug) ?? throw ApiError.Unprocessable("You specified an invalid size for Droplet resize.");
        if (!size.Available)
        {
            throw ApiError.Unprocessable("Size is not available.");
        }

        if (!size.Regions.Contains(droplet.Region))
        {
            throw ApiError.Unprocessable("Size is not available in this region.");
        }

        if (DropletSpec.IsGpuSize(slug) || DropletSpec.IsGpuSize(droplet.Size))
        {
            throw ApiError.Unprocessable("A GPU Droplet cannot be resized, nor another become one.");
        }

        if (size.Disk < droplet.Disk)
        {
            throw ApiError.Unprocessable("This size is not available because it has a smaller disk.");
        }
        // The same size with a larger disk makes an earlier resize without disk permanent.
        if (slug == droplet.Size && !(growsDisk && size.Disk > droplet.Disk))
        {
            throw ApiError.Unprocessable("The Droplet already has this size.");
        }

        return droplet with { Size = slug, Disk = growsDisk ? size.Disk : droplet.Disk };
    }

    /// <summary>Some clients send the flag as a string.</summary>
    private static bool GrowsDisk(JsonBody body) => body.Find("disk") is { } disk && JsonBody.TextOf(disk) is { } text
        ? text switch
        {
            "true" => true,
            "false" => false,
            _ => throw ApiError.Unprocessable("disk must be a boolean."),
        }
        : body.Boolean("disk") ?? false;
}
