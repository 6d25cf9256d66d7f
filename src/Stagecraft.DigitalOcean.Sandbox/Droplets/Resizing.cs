using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Giving a droplet another size. Its disk stays or grows: it could not shrink without losing what is on it.</summary>
internal static class Resizing
{
    public static Droplet After(Droplet droplet, JsonBody body, Catalog catalog)
    {
        string slug = body.Text("size") ?? throw ApiRefusal.Unprocessable("size is required.");
        bool growsDisk = GrowsDisk(body);
        SizeJson size = catalog.FindSize(slug) ?? throw ApiRefusal.Unprocessable("You specified an invalid size for Droplet resize.");
        if (!size.Available)
        {
            throw ApiRefusal.Unprocessable("Size is not available.");
        }

        if (!size.Regions.Contains(droplet.Region))
        {
            throw ApiRefusal.Unprocessable("Size is not available in this region.");
        }

        if (DropletSpec.IsGpuSize(slug) || DropletSpec.IsGpuSize(droplet.Size))
        {
            throw ApiRefusal.Unprocessable("A GPU Droplet cannot be resized, nor another become one.");
        }

        if (size.Disk < droplet.Disk)
        {
            throw ApiRefusal.Unprocessable("This size is not available because it has a smaller disk.");
        }
        // The same size with a larger disk is what makes an earlier resize without the disk a permanent one.
        if (slug == droplet.Size && !(growsDisk && size.Disk > droplet.Disk))
        {
            throw ApiRefusal.Unprocessable("The Droplet already has this size.");
        }

        return droplet with { Size = slug, Disk = growsDisk ? size.Disk : droplet.Disk };
    }

    /// <summary>Some clients write the flag as a text.</summary>
    private static bool GrowsDisk(JsonBody body) => body.Find("disk") is { } disk && JsonBody.TextOf(disk) is { } text
        ? text switch
        {
            "true" => true,
            "false" => false,
            _ => throw ApiRefusal.Unprocessable("disk must be a boolean."),
        }
        : body.Flag("disk") ?? false;
}
