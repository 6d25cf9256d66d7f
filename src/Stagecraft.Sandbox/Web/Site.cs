using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Web;

/// <summary>
/// The paths of the loopback host that are not part of the API. They need no token, are not rate limited or logged, and have neither
/// faults nor latency.
/// </summary>
internal sealed class Site(TimeProvider time, ISiteErrors errors, IReadOnlyList<SiteRoute> routes)
{
    private long _requests;

    /// <summary>Null for a path that is not part of the site.</summary>
    public ApiResponse? Handle(ApiRequest request)
    {
        SiteRoute? route = routes.FirstOrDefault(route => route.Path == request.Path);
        if (route is null)
        {
            return null;
        }

        // A separate sequence: a page that refreshes must not change the request IDs of the API.
        string requestId = $"5a4d0b0c-0000-4000-b000-{Interlocked.Increment(ref _requests):x12}";
        ApiResponse response = errors.Guard(requestId, () => Handle(route, request));
        response.Headers["x-request-id"] = requestId;
        response.Headers["Date"] = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return response;
    }

    private ApiResponse Handle(SiteRoute route, ApiRequest request)
    {
        if (request.Rejection is { } rejection)
        {
            throw errors.Rejected(rejection);
        }

        return route.Methods.Contains(request.Method)
            ? route.Handler(request)
            : throw errors.MethodNotAllowed(string.Join(", ", route.Methods));
    }
}
