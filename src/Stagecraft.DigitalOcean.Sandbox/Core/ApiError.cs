namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>
/// An error response of the API. It is an exception because nested checks raise it and it must roll back the transaction.
/// </summary>
internal sealed class ApiError(int status, string id, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Id { get; } = id;

    public Dictionary<string, string> Headers { get; } = [];

    public static ApiError Of(RejectedRequest rejection) => rejection switch
    {
        RejectedRequest.Remote => BadRequest("The sandbox accepts requests to loopback addresses only."),
        RejectedRequest.TooLarge => TooLarge(),
        RejectedRequest.BodyTimeout => new(408, "request_timeout", "The request body was not received in time."),
        _ => BadRequest("The request body is malformed."),
    };

    public static ApiError BadRequest(string message) => new(400, "bad_request", message);

    public static ApiError Unauthorized() => new(401, "unauthorized", "Unable to authenticate you.");

    public static ApiError Forbidden(string message = "You are not authorized to perform this operation.") =>
        new(403, "forbidden", message);

    public static ApiError NotFound() => new(404, "not_found", "The resource you requested could not be found.");

    public static ApiError DropletNotFound() => new(404, "not_found", "The resource you were accessing could not be found.");

    public static ApiError NotEmulated(string method, string path) =>
        new(404, "not_found", $"The sandbox does not emulate {method} {path}.");

    public static ApiError Conflict(string message = "The request conflicts with the present state of the resource.") =>
        new(409, "conflict", message);

    public static ApiError PreconditionFailed(string message) => new(412, "precondition_failed", message);

    public static ApiError MethodNotAllowed(string allowed) =>
        new(405, "method_not_allowed", "The method is not allowed for this resource.") { Headers = { ["Allow"] = allowed } };

    public static ApiError TooLarge() => new(413, "payload_too_large", "The request body is over 1 MiB.");

    public static ApiError Unprocessable(string message) => new(422, "unprocessable_entity", message);

    public static ApiError PendingEvent() => Unprocessable("Droplet already has a pending event.");

    public static ApiError TooManyRequests() => new(429, "too_many_requests", "API rate limit exceeded.");
}
