using System.Globalization;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using static Stagecraft.DigitalOcean.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>What a client gets instead of an answer.</summary>
internal static class FaultAnswer
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(1);

    /// <summary>The answer to a request that is not carried out.</summary>
    public static ApiResponse Before(SandboxFault fault, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerBefore or LateCommit => new ApiResponse(0) { Delivery = Delivery.Broken },
        NoAnswerBefore => new ApiResponse(0) { Delivery = Delivery.Never },
        ServerErrorBefore => ServerError(fault, requestId),
        GatewayHtmlBefore => Gateway(fault),
        RateLimited => TooMany(fault, requestId),
        Unauthorized => Refusal(ApiRefusal.Unauthorized(), requestId),
        Forbidden => Refusal(ApiRefusal.Forbidden(), requestId),
        Conflict => Refusal(ApiRefusal.Conflict(), requestId),
        _ => Refusal(ApiRefusal.Unprocessable(EchoOf(request)), requestId),
    };

    /// <summary>What becomes of the true answer.</summary>
    public static ApiResponse After(SandboxFault fault, ApiResponse answer, ApiRequest request, string requestId) => fault.Kind switch
    {
        LostAnswerAfter => answer.Delivered(Delivery.Broken),
        NoAnswerAfter => answer.Delivered(Delivery.Never),
        ServerErrorAfter => ServerError(fault, requestId),
        GatewayHtmlAfter => Gateway(fault),
        TruncatedBody => answer.Delivered(Delivery.CutShort),
        WrongContentType => answer.As("text/plain"),
        Slow => answer.After(fault.Delay ?? Slowness),
        PageLoop => AnswerChange.Next(answer, Url(request, request.Origin)),
        NextElsewhere => AnswerChange.Next(answer, Url(request, "https://elsewhere.example")),
        UnknownFields => AnswerChange.UnknownFields(answer),
        UnknownStatus => AnswerChange.UnknownStatus(answer),
        _ => answer,
    };

    public static ApiResponse Refusal(ApiRefusal refusal, string requestId)
    {
        ApiResponse response = Answer.Error(refusal.Status, refusal.Id, refusal.Message, requestId);
        foreach ((string? name, string? value) in refusal.Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }

    /// <summary>A full disk, or another process that does not let go of the state file.</summary>
    public static ApiResponse Unusable(string problem, string requestId) =>
        Answer.Error(500, "server_error", $"The state file cannot be used: {problem}", requestId);

    private static ApiResponse ServerError(SandboxFault fault, string requestId) =>
        Answer.Error(fault.Status ?? 500, "server_error", "Unexpected server-side error", requestId);

    private static ApiResponse Gateway(SandboxFault fault)
    {
        int status = fault.Status ?? 502;
        string title = status switch
        {
            503 => "503 Service Temporarily Unavailable",
            504 => "504 Gateway Time-out",
            _ => "502 Bad Gateway",
        };
        string page = $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n";
        return new ApiResponse(status, Encoding.UTF8.GetBytes(page)).As("text/html");
    }

    private static ApiResponse TooMany(SandboxFault fault, string requestId)
    {
        ApiRefusal refusal = ApiRefusal.TooManyRequests();
        refusal.Headers["ratelimit-remaining"] = "0";
        if (fault.RetryAfter is { } wait)
        {
            refusal.Headers["retry-after"] = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return Refusal(refusal, requestId);
    }

    private static string EchoOf(ApiRequest request) =>
        $"Cannot process {Encoding.UTF8.GetString(request.Body.Span)} of {request.Authorization}";

    private static string Url(ApiRequest request, string origin) => $"{origin}{request.Path}?{request.Query.WithPage(1)}";
}
