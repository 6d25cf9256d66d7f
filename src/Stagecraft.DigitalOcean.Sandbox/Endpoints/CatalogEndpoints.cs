using System.Text.Json.Serialization.Metadata;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class CatalogEndpoints(Catalog catalog)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/regions", call => Page(call, "regions", catalog.Regions, SandboxJson.Default.RegionJson)),
        new("GET", "/v2/sizes", call => Page(call, "sizes", catalog.Sizes, SandboxJson.Default.SizeJson)),
        new("GET", "/v2/images", call => Page(call, "images", Images(call), SandboxJson.Default.ImageJson)),
        new("GET", "/v2/images/*", GetImage),
    ];

    private static ApiResponse Page<T>(ApiCall call, string member, IReadOnlyList<T> items, JsonTypeInfo<T> type) =>
        JsonResponse.Page(call, member, PageRequest.Of(call.Query).Slice(items), items.Count, type);

    private ApiResponse GetImage(ApiCall call)
    {
        ImageJson image = catalog.FindImage(call.Key) ?? throw ApiError.NotFound();
        return JsonResponse.Object(200, "image", image.WithTags(call.Conditions.CanReadTags), SandboxJson.Default.ImageJson);
    }

    private IReadOnlyList<ImageJson> Images(ApiCall call)
    {
        QueryString query = call.Query;
        if (query["tag_name"] is not null)
        {
            call.RequireTagRead();
        }
        // The values of the filter differ from those of the member "type" of images.
        string? type = query["type"] switch
        {
            null => null,
            "distribution" => "base",
            "application" => "snapshot",
            _ => throw ApiError.Unprocessable("type must be distribution or application."),
        };
        return query["tag_name"] is not null || query["private"] == "true"
            ? []
            : [.. catalog.Images.Where(image => type is null || image.Type == type)
                .Select(image => image.WithTags(call.Conditions.CanReadTags))];
    }
}
