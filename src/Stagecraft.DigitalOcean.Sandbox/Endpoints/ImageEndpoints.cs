using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists and reads the public images, followed by the private ones.</summary>
internal sealed class ImageEndpoints(Catalog catalog, ImageFinder images, SnapshotStore snapshots)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/images", List),
        new("GET", "/v2/images/*", Get),
    ];

    private ApiResponse Get(ApiCall call)
    {
        ImageJson image = catalog.FindImage(call.Key)
            ?? (snapshots.Require(call.Key, call.Now) is { Type: Snapshot.OfDroplet } ? images.Find(call.Key, call.Now) : null)
            ?? throw ApiError.NotFound();
        return JsonResponse.Object(200, "image", image.WithTags(call.Conditions.CanReadTags), SandboxJson.Default.ImageJson);
    }

    private ApiResponse List(ApiCall call)
    {
        QueryString query = call.Query;
        string? tag = query["tag_name"];
        if (tag is not null)
        {
            call.RequireTagRead();
        }

        bool? isApplication = query["type"] switch
        {
            null => null,
            "distribution" => false,
            "application" => true,
            _ => throw ApiError.Unprocessable("type must be distribution or application."),
        };
        List<ImageJson> common = tag is not null || query["private"] == "true"
            ? []
            : [.. catalog.Images.Where(image => isApplication is null || image.IsApplication == isApplication)];

        PageRequest page = PageRequest.Of(query);
        IReadOnlyList<ImageJson> first = page.Slice(common);
        // The images that a type selects are public.
        long limit = isApplication is null ? page.PerPage - first.Count : 0;
        (List<Snapshot> own, long total) = snapshots.Images(tag, limit, Math.Max(0, page.Offset - common.Count), call.Now);
        return JsonResponse.Page(
            call,
            "images",
            [.. first.Concat(own.Select(ImageFinder.ToImage)).Select(image => image.WithTags(call.Conditions.CanReadTags))],
            common.Count + (isApplication is null ? total : 0),
            SandboxJson.Default.ImageJson);
    }
}
