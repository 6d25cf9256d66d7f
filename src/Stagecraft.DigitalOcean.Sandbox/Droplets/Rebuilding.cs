using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The <c>rebuild</c> and <c>restore</c> actions: a new image on the same disk.</summary>
internal static class Rebuilding
{
    public static Droplet After(Droplet droplet, JsonBody body, Func<string, ImageJson?> findImage)
    {
        ImageJson image = Image(body, findImage);
        if (!image.Regions.Contains(droplet.Region))
        {
            throw ApiError.Unprocessable("Image is not available in this region.");
        }

        return image.MinDiskSize <= droplet.Disk
            ? droplet with { Image = image.Slug ?? Identifier.Format(image.Id), SetStatus = "active" }
            : throw ApiError.Unprocessable($"The image needs a disk of at least {image.MinDiskSize} GB.");
    }

    /// <summary>The droplet after it is restored from one of its snapshots.</summary>
    public static Droplet AfterRestore(Droplet droplet, JsonBody body, Func<string, ImageJson?> findImage) =>
        droplet.SnapshotIds.Contains(Image(body, findImage).Id)
            ? After(droplet, body, findImage)
            : throw ApiError.Unprocessable("The image is not a snapshot of this Droplet.");

    private static ImageJson Image(JsonBody body, Func<string, ImageJson?> findImage)
    {
        string? key = body.Find("image") is not { } value ? null
            : JsonBody.NumberOf(value) is { } id ? Identifier.Format(id)
            : JsonBody.TextOf(value);
        return findImage(key ?? throw ApiError.Unprocessable("image must be a slug or an id."))
            ?? throw ApiError.Unprocessable("You specified an invalid image for Droplet rebuild.");
    }
}
