using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The error responses of the API.</summary>
internal static class ErrorResponse
{
    /// <summary>Runs a handler. An error of the request or of the state file becomes an error response.</summary>
    public static ApiResponse Guard(string requestId, Func<ApiResponse> handler)
    {
        try
        {
            return handler();
        }
        catch (ApiError error)
        {
            return Of(error, requestId);
        }
        catch (Exception error) when (StateProblem.Describe(error) is { } problem)
        {
            return JsonResponse.Error(500, "server_error", $"The state file cannot be used: {problem}", requestId);
        }
    }

    public static ApiResponse Of(ApiError error, string requestId)
    {
        ApiResponse response = JsonResponse.Error(error.Status, error.Id, error.Message, requestId);
        foreach ((string? name, string? value) in error.Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }
}
