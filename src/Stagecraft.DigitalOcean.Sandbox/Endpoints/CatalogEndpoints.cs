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
    ];

    private static ApiResponse Page<T>(ApiCall call, string member, IReadOnlyList<T> items, JsonTypeInfo<T> type) =>
        JsonResponse.Page(call, member, PageRequest.Of(call.Query).Slice(items), items.Count, type);
}
