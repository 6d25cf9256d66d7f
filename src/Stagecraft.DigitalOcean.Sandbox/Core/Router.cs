namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Finds the endpoint of a request: the first route that matches.</summary>
internal sealed class Router(IReadOnlyList<Route> routes)
{
    public ApiResponse Answer(ApiRequest request, DateTimeOffset now, SandboxConditions conditions)
    {
        var segments = request.Path.Split('/');
        var method = request.Method == "HEAD" ? "GET" : request.Method;

        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            if (!route.Matches(segments, out var key, out var secondKey))
                continue;
            if (route.Method == method || route.Method == Route.AnyMethod)
                return route.Answer(new ApiCall(request, request.Query, now, conditions, key, secondKey));
            if (route.IsEmulated)
                allowed.Add(route.Method);
        }

        throw allowed.Count == 0
            ? ApiRefusal.NotEmulated(method, request.Path)
            : ApiRefusal.MethodNotAllowed(string.Join(", ", allowed));
    }
}
