namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Passes a request to the first route that matches.</summary>
internal sealed class Router(IReadOnlyList<Route> routes)
{
    public ApiResponse Handle(ApiRequest request, DateTimeOffset now, SandboxConditions conditions)
    {
        string[] segments = request.Path.Split('/');
        string method = request.Method == "HEAD" ? "GET" : request.Method;

        SortedSet<string> allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Route route in routes)
        {
            if (!route.Matches(segments, out string? key, out string? secondKey))
            {
                continue;
            }

            if (route.Method == method || route.Method == Route.AnyMethod)
            {
                return route.Handler(new ApiCall(request, request.Query, now, conditions, key, secondKey));
            }

            if (route.IsEmulated)
            {
                allowed.Add(route.Method);
            }
        }

        throw allowed.Count == 0
            ? ApiError.NotEmulated(method, request.Path)
            : ApiError.MethodNotAllowed(string.Join(", ", allowed));
    }
}
