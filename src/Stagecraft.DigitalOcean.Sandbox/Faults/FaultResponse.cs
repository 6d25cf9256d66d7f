using System.Globalization;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>The response that a fault produces instead of the regular one.</summary>
internal static class FaultResponse
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    /// <summary>The response to a request that is not executed.</summary>
    public static ApiResponse Before(SandboxFault fault, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerBefore or LateCommit => new ApiResponse(0) { Delivery = Delivery.Dropped },
        NoAnswerBefore => new ApiResponse(0) { Delivery = Delivery.None },
        ServerErrorBefore => ServerError(fault, requestId),
        GatewayHtmlBefore => Gateway(fault),
        RateLimited => ErrorResponse.Of(TooManyRequests(fault), requestId),
        Unauthorized => ErrorResponse.Of(ApiError.Unauthorized(), requestId),
        Forbidden => ErrorResponse.Of(ApiError.Forbidden(), requestId),
        Conflict => ErrorResponse.Of(ApiError.Conflict(), requestId),
        _ => ErrorResponse.Of(ApiError.Unprocessable(EchoOf(request)), requestId),
    };

    /// <summary>Replaces or changes the response to a request that was executed.</summary>
    public static ApiResponse After(SandboxFault fault, ApiResponse response, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerAfter => response.WithDelivery(Delivery.Dropped),
        NoAnswerAfter => response.WithDelivery(Delivery.None),
        ServerErrorAfter => ServerError(fault, requestId),
        GatewayHtmlAfter => Gateway(fault),
        TruncatedBody => response.WithDelivery(Delivery.Truncated),
        WrongContentType => response.WithContentType("text/plain"),
        Slow => response.DelayedBy(fault.Delay ?? DefaultDelay),
        PageLoop => ResponseRewriter.SetNextPage(response, UrlOfFirstPage(request, request.Origin)),
        NextElsewhere => ResponseRewriter.SetNextPage(response, UrlOfFirstPage(request, "https://elsewhere.example")),
        UnknownFields => ResponseRewriter.AddUnknownFields(response),
        UnknownStatus => ResponseRewriter.SetUnknownStatus(response),
        _ => response,
    };

    private static ApiResponse ServerError(SandboxFault fault, string requestId) =>
        JsonResponse.Error(fault.Status ?? 500, "server_error", "Unexpected server-side error", requestId);

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

    private static ApiError TooManyRequests(SandboxFault fault)
    {
        ApiError error = ApiError.TooManyRequests();
        error.Headers["ratelimit-remaining"] = "0";
        if (fault.RetryAfter is { } wait)
        {
            error.Headers["retry-after"] = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return error;
    }

    private static string EchoOf(ApiRequest request) =>
        $"Cannot process {Encoding.UTF8.GetString(request.Body.Span)} of {request.Header("Authorization")}";

    private static string UrlOfFirstPage(ApiRequest request, string origin) => $"{origin}{request.Path}?{request.Query.WithPage(1)}";
}
