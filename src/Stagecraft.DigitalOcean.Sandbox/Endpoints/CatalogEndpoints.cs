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

        bool? isApplication = query["type"] switch
        {
            null => null,
            "distribution" => false,
            "application" => true,
            _ => throw ApiError.Unprocessable("type must be distribution or application."),
        };
        return query["tag_name"] is not null || query["private"] == "true"
            ? []
            : [.. catalog.Images.Where(image => isApplication is null || image.IsApplication == isApplication)
                .Select(image => image.WithTags(call.Conditions.CanReadTags))];
    }
}
