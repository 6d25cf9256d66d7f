using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists of resources that the sandbox never contains.</summary>
internal sealed class EmptyListEndpoints(DropletStore droplets)
{
    public IEnumerable<Route> Routes =>
    [
        .. new[] { "domains", "floating_ips" }.Select(member =>
            new Route("GET", $"/v2/{member}", call => Empty(call, member))),
        .. new[] { "backups", "kernels" }.Select(OfDroplet),
        new("GET", "/v2/droplets/*/neighbors", Neighbors),
    ];

    private Route OfDroplet(string member) =>
        new("GET", $"/v2/droplets/*/{member}", call =>
        {
            droplets.Require(call.Id, call.Now);
            return Empty(call, member);
        });

    /// <summary>The only list of the API without pages.</summary>
    private ApiResponse Neighbors(ApiCall call)
    {
        droplets.Require(call.Id, call.Now);
        return JsonResponse.Write(200, json => JsonResponse.WriteArray(json, "droplets", [], SandboxJson.Default.DropletJson));
    }

    private static ApiResponse Empty(ApiCall call, string member) =>
        JsonResponse.Page<JsonObject>(call, member, [], 0, SandboxJson.Default.JsonObject);
}
