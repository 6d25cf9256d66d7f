namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>
/// A request is refused. An exception, because the refusal comes from deep inside the checks and must roll the transaction back.
/// </summary>
internal sealed class ApiRefusal(int status, string id, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Id { get; } = id;

    public Dictionary<string, string> Headers { get; } = [];

    public static ApiRefusal BadRequest(string message) => new(400, "bad_request", message);

    public static ApiRefusal Unauthorized() => new(401, "unauthorized", "Unable to authenticate you.");

    public static ApiRefusal Forbidden(string message = "You are not authorized to perform this operation.") =>
        new(403, "forbidden", message);

    public static ApiRefusal NotFound() => new(404, "not_found", "The resource you requested could not be found.");

    public static ApiRefusal NotEmulated(string method, string path) =>
        new(404, "not_found", $"The sandbox does not emulate {method} {path}.");

    public static ApiRefusal Conflict() => new(409, "conflict", "The request conflicts with the present state of the resource.");

    public static ApiRefusal MethodNotAllowed(string allowed) =>
        new(405, "method_not_allowed", "The method is not allowed for this resource.") { Headers = { ["Allow"] = allowed } };

    public static ApiRefusal TooLarge() => new(413, "payload_too_large", "The request body is over 1 MiB.");

    public static ApiRefusal Unprocessable(string message) => new(422, "unprocessable_entity", message);

    public static ApiRefusal PendingEvent() => Unprocessable("Droplet already has a pending event.");

    public static ApiRefusal TooManyRequests() => new(429, "too_many_requests", "API rate limit exceeded.");
}
