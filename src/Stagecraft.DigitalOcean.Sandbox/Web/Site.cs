using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Faults;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>
/// What a loopback host answers beside the API: without a token, a budget, a fault, latency or a line in the log.
/// </summary>
internal sealed class Site(TimeProvider time, IReadOnlyList<SiteRoute> routes)
{
    private long _requests;

    /// <summary>Null where the path is not the site's.</summary>
    public ApiResponse? Answer(ApiRequest request)
    {
        SiteRoute? route = routes.FirstOrDefault(route => route.Path == request.Path);
        if (route is null)
        {
            return null;
        }
        // Ids of its own: a page that looks must not change the ids that the API gives.
        string requestId = $"5a4d0b0c-0000-4000-b000-{Interlocked.Increment(ref _requests):x12}";
        ApiResponse response = Answer(route, request, requestId);
        response.Headers["x-request-id"] = requestId;
        response.Headers["Date"] = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return response;
    }

    private static ApiResponse Answer(SiteRoute route, ApiRequest request, string requestId)
    {
        try
        {
            if (request.Refusal is not null)
            {
                throw request.Refusal;
            }

            if (!route.Methods.Contains(request.Method))
            {
                throw ApiRefusal.MethodNotAllowed(string.Join(", ", route.Methods));
            }

            return route.Answer(request);
        }
        catch (ApiRefusal refusal)
        {
            return FaultAnswer.Refusal(refusal, requestId);
        }
        catch (Exception error) when (StateProblem.Of(error) is { } problem)
        {
            return FaultAnswer.Unusable(problem, requestId);
        }
    }
}
