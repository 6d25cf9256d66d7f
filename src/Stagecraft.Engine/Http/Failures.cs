using System.Globalization;
using System.Text.Json;
using System.Xml;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Describes failed attempts. They are classified by status and error id, never by the text of a message.</summary>
internal sealed class Failures(SafeText text, ApiRoute route, IApiProtocol protocol)
{
    public const string RateLimitMessage = "API rate limit exceeded, retrying...";

    private string GatewayHint =>
        $"a proxy or gateway responded instead of the API; {route.ProxyHint ?? $"check what is between this machine and {route.Api}"}";

    /// <summary>Whether the failure occurred before a connection was established.</summary>
    public static bool IsBeforeSending(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    public static CloudException Withdrawn(ApiRequest request) =>
        new(NotSent(request, "withdrawn before it was sent"), FailureKind.Withdrawn);

    /// <summary>The rate limit would delay a request that may not wait.</summary>
    public static CloudException Delayed() =>
        new(new CloudFailure(ErrorCodes.RateLimited, RateLimitMessage, IsTransient: true), FailureKind.RateLimited);

    public static CloudFailure Canceled(ApiRequest request) => NotSent(request, "canceled");

    public CloudException NoResponse(ApiRequest request, Exception failure)
    {
        NoResponse cause = Http.NoResponse.Of(failure, request, route);
        return new CloudException(
            new CloudFailure(
                ErrorCodes.ApiError, $"API error: {text.Clean(cause.Reason, request.Secret)}", cause.Hint, IsTransient: !cause.IsFinal),
            IsBeforeSending(failure) ? FailureKind.NotSent : FailureKind.Unclear,
            inner: Cause(failure, request));
    }

    public CloudException Unreadable<T>(ApiRequest request, ApiResponse<T> response, Exception failure)
    {
        // The message of the parser names internal types.
        string reason = failure switch
        {
            JsonException json when json.Path is not null || json.LineNumber is not null =>
                $"unexpected JSON at {text.Clean(json.Path ?? "$", request.Secret)}",
            XmlException { LineNumber: > 0 } xml =>
                string.Create(CultureInfo.InvariantCulture, $"invalid XML at line {xml.LineNumber}, column {xml.LinePosition}"),
            _ => text.Clean(failure.Message, request.Secret),
        };
        bool isPage = failure is ContentTypeException;
        string where = Where(request, Clean(response.RequestId, request), isPage, $"HTTP {response.Status}");
        return new CloudException(
            new CloudFailure(
                ErrorCodes.ApiError,
                $"API error: the response cannot be read: {reason} ({where})",
                isPage ? GatewayHint : null,
                RequestId: Clean(response.RequestId, request),
                IsTransient: true)
            { Status = response.Status },
            FailureKind.Unclear,
            response.ServerTime,
            Cause(failure, request))
        { Limits = response.Limits };
    }

    // The message of an inner exception can contain text from the network, and is logged with the exception.
    private Exception? Cause(Exception failure, ApiRequest request)
    {
        // Its message contains the user and the password of the proxy.
        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
        {
            return null;
        }

        Exception? e = failure;
        while (e is not null && !text.Shows(e.Message, request.Secret))
        {
            e = e.InnerException;
        }

        return e is null ? failure : null;
    }

    public CloudException FromStatus<T>(ApiRequest request, ApiResponse<T> response)
    {
        ErrorBody? error = protocol.ReadError(response.ErrorBody);
        string? id = Clean(error?.Id, request);
        ErrorMeaning meaning = protocol.MeaningOf(request, response.Status, error?.Id, response.ServerTime);
        CloudFailure failure = new CloudFailure(
            meaning.Code,
            meaning.Code == ErrorCodes.RateLimited ? RateLimitMessage : Message(request, response, error, id, meaning.Code),
            error is null && meaning.Code != ErrorCodes.RateLimited ? GatewayHint : meaning.Hint,
            RequestId(request, response, error),
            meaning.IsTransient)
        { Status = response.Status, ErrorId = id };
        return new CloudException(failure, meaning.Kind, response.ServerTime) { Limits = response.Limits };
    }

    private string Message<T>(ApiRequest request, ApiResponse<T> response, ErrorBody? error, string? id, string code)
    {
        string what = response.Status switch
        {
            _ when error is not null => text.Clean(error.Message!, request.Secret),
            >= 300 and < 400 => "the API returned a redirect, which is not followed",
            >= 500 => "the API or a gateway failed",
            _ => "the response is not an error of the API",
        };
        string title = error is null && PageTitle.Of(response.ErrorBody) is { } found ? $": '{text.Clean(found, request.Secret)}'" : "";
        bool isShared = error is null || code == ErrorCodes.Unauthorized || response.Status >= 500;
        string status = $"HTTP {response.Status}{(id is null ? "" : $" {id}")}";
        return $"API error: {what}{title} ({Where(request, RequestId(request, response, error), isShared, status)})";
    }

    private string? RequestId<T>(ApiRequest request, ApiResponse<T> response, ErrorBody? error) =>
        Clean(error?.RequestId ?? response.RequestId, request);

    private string? Clean(string? given, ApiRequest request) =>
        given is null || text.Clean(given, request.Secret) is not { Length: > 0 } clean ? null : clean;

    private static CloudFailure NotSent(ApiRequest request, string reason) =>
        new(ErrorCodes.ApiError, $"API error: {reason} ({request.Method} {request.Target})", IsTransient: true);

    // Reads that fail for the same reason have the same message, which is reported once. The id of a read is in the failure only.
    private string Where(ApiRequest request, string? requestId, bool isShared, string status)
    {
        string sent = $"{request.Method} {(request.Operation is null ? route.Prefix : "")}{request.Target}: {status}";
        return !request.IsRead ? sent + (requestId is null ? "" : $", request {requestId}") : isShared ? status : sent;
    }
}
