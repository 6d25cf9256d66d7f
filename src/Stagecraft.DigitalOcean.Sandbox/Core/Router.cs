namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Finds the endpoint of a request.</summary>
internal sealed class Router(IReadOnlyList<Route> routes)
{
    public ApiResponse Answer(ApiRequest request, DateTimeOffset now)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (request.Target, "") : (request.Target[..question], request.Target[(question + 1)..]);
        var segments = path.Split('/');
        var method = request.Method == "HEAD" ? "GET" : request.Method;

        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            if (!route.Matches(segments, out var key))
                continue;
            if (route.Method == method)
                return route.Answer(new ApiCall(request, path, new QueryString(query), now, key));
            allowed.Add(route.Method);
        }

        throw allowed.Count == 0 ? ApiRefusal.NotFound() : ApiRefusal.MethodNotAllowed(string.Join(", ", allowed));
    }
}
