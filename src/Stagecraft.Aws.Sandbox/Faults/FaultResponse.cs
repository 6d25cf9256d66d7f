using System.Text;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Aws.Sandbox.Faults;

/// <summary>The response that a fault produces instead of the regular one.</summary>
internal static class FaultResponse
{
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    /// <summary>The response to a request that is not executed.</summary>
    public static ApiResponse Before(SandboxFault fault, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerBefore or LateCommit => new ApiResponse(0) { Delivery = Delivery.Dropped },
        NoAnswerBefore => new ApiResponse(0) { Delivery = Delivery.None },
        GatewayHtmlBefore => Gateway(fault),
        ServerErrorBefore => Error(request, ServerError(fault), requestId),
        RateLimited => Error(request, AwsError.Throttled(), requestId),
        Unauthorized => Error(
            request, new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials"), requestId),
        Forbidden => Error(request, Denied(), requestId),
        _ => Error(request, AwsError.BadRequest("InvalidParameterValue", EchoOf(request)), requestId),
    };

    /// <summary>Replaces or changes the response to a request that was executed.</summary>
    public static ApiResponse After(SandboxFault fault, ApiResponse response, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerAfter => response.WithDelivery(Delivery.Dropped),
        NoAnswerAfter => response.WithDelivery(Delivery.None),
        ServerErrorAfter => Error(request, ServerError(fault), requestId),
        GatewayHtmlAfter => Gateway(fault),
        TruncatedBody => response.WithDelivery(Delivery.Truncated),
        WrongContentType => response.WithContentType("text/plain"),
        Slow => response.DelayedBy(fault.Delay ?? DefaultDelay),
        UnknownFields => ResponseRewriter.AddUnknownFields(response),
        UnknownStatus => ResponseRewriter.SetUnknownState(response),
        _ => response,
    };

    private static ApiResponse Error(ApiRequest request, AwsError error, string requestId) =>
        ErrorResponse.Of(error, Dispatcher.ServiceOf(request), requestId);

    private static AwsError ServerError(SandboxFault fault) => (fault.Status ?? 500) switch
    {
        503 => new AwsError(503, "Unavailable", "The server is overloaded and can't handle the request."),
        int status => new AwsError(status, "InternalError", "An internal error has occurred"),
    };

    private static AwsError Denied() => new(
        403,
        "UnauthorizedOperation",
        "You are not authorized to perform this operation. Encoded authorization failure message: 3Nc0d3dM3ss4g3");

    private static ApiResponse Gateway(SandboxFault fault)
    {
        int status = fault.Status ?? 502;
        string title = status switch
        {
            503 => "503 Service Temporarily Unavailable",
            504 => "504 Gateway Time-out",
            _ => "502 Bad Gateway",
        };
        string head = $"<head><title>{title}</title></head>";
        string body = $"<body>\r\n<center><h1>{title}</h1></center>\r\n</body>";
        return new ApiResponse(status, Encoding.UTF8.GetBytes($"<html>\r\n{head}\r\n{body}\r\n</html>\r\n")).WithContentType("text/html");
    }

    private static string EchoOf(ApiRequest request) =>
        $"Cannot process {Encoding.UTF8.GetString(request.Body.Span)} of {request.Header("Authorization")}, "
        + $"session token {request.Header("x-amz-security-token")}";
}
