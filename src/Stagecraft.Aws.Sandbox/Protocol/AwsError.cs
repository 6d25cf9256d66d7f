namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>An error response of the API. A handler raises it before it changes the state.</summary>
internal sealed class AwsError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static AwsError BadRequest(string code, string message) => new(400, code, message);

    public static AwsError MissingParameter(string name) =>
        BadRequest("MissingParameter", $"The request must contain the parameter {name}");

    public static AwsError InvalidValue(string name, string value) =>
        BadRequest("InvalidParameterValue", $"Value ({value}) for parameter {name} is invalid.");

    public static AwsError InvalidCombination(string message) => BadRequest("InvalidParameterCombination", message);

    public static AwsError UnknownParameter(string name) =>
        BadRequest("UnknownParameter", $"The parameter {name} is not recognized or not emulated by the sandbox");

    public static AwsError NotFound(string code, string kind, string id) =>
        BadRequest(code, $"The {kind} '{id}' does not exist");

    public static AwsError Internal() => new(500, "InternalError", "An internal error has occurred");

    public static AwsError Throttled() => new(503, "RequestLimitExceeded", "Request limit exceeded.");

    public static AwsError Of(RejectedRequest rejection) => rejection switch
    {
        RejectedRequest.Remote => new AwsError(
            403, "AccessDenied", "The sandbox accepts only requests to a loopback address, unless remote requests are allowed."),
        RejectedRequest.TooLarge => new AwsError(413, "RequestEntityTooLarge", "The request body is over 1 MiB."),
        RejectedRequest.BodyTimeout => new AwsError(408, "RequestTimeout", "The request body was not received in time."),
        _ => BadRequest("MalformedQueryString", "The request body is malformed."),
    };

    public static AwsError DryRun() =>
        new(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
}
