using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists of resources that the sandbox never contains.</summary>
internal sealed class EmptyListEndpoints(DropletStore droplets)
{
    /// <summary>The lists of the account, below <c>/v2/</c>, with the member of the response.</summary>
    public static readonly IReadOnlyList<(string Path, string Member)> Lists =
    [
        ("apps", "apps"), ("cdn/endpoints", "endpoints"), ("databases", "databases"), ("domains", "domains"),
        ("droplets/autoscale", "autoscale_pools"), ("floating_ips", "floating_ips"), ("kubernetes/clusters", "kubernetes_clusters"),
        ("reserved_ipv6", "reserved_ipv6s"), ("uptime/checks", "checks"), ("vpc_peerings", "vpc_peerings"),
    ];

    public IEnumerable<Route> Routes =>
    [
        .. Lists.Select(list => new Route("GET", $"/v2/{list.Path}", call => Empty(call, list.Member))),
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
