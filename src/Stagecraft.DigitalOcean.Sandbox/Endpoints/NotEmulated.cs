using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>
/// Operations of the real API that are not emulated, on paths that match an emulated route. They precede all other routes. Other paths
/// need no entry.
/// </summary>
internal static class NotEmulated
{
    public static IEnumerable<Route> Routes =>
    [
        Refuse("GET", "/v2/droplets/actions"),
        Refuse("DELETE", "/v2/droplets/actions"),
        Refuse("DELETE", "/v2/droplets/autoscale"),
        .. EmptyListEndpoints.Lists.Select(list => Refuse("POST", $"/v2/{list.Path}")),
        Refuse("POST", "/v2/certificates"),
        Refuse("DELETE", "/v2/certificates/*"),
        Refuse("POST", "/v2/images"),
        Refuse("PUT", "/v2/images/*"),
        Refuse("DELETE", "/v2/images/*"),
    ];

    private static Route Refuse(string method, string pattern) =>
        new(method, pattern, call => throw ApiError.NotEmulated(call.Request.Method, call.Path)) { IsEmulated = false };
}
