using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>
/// Operations of the real API on paths that are emulated, or that would be taken for one. They come before all others. A path that
/// is like no emulated one needs no entry.
/// </summary>
internal static class NotEmulated
{
    public static IEnumerable<Route> Routes =>
    [
        Refuse(Route.AnyMethod, "/v2/droplets/actions"),
        Refuse(Route.AnyMethod, "/v2/droplets/autoscale"),
        Refuse("POST", "/v2/firewalls"),
        Refuse("POST", "/v2/images"),
        Refuse("PUT", "/v2/images/*"),
        Refuse("DELETE", "/v2/images/*"),
    ];

    private static Route Refuse(string method, string pattern) =>
        new(method, pattern, call => throw ApiError.NotEmulated(call.Request.Method, call.Path)) { IsEmulated = false };
}
