using System.Text.Json;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Classifies failed attempts by status and error id, never by the text of a message.</summary>
internal sealed class Failures(SafeText text, ApiRoute route, Func<ReadOnlyMemory<byte>?, ErrorBody?> readError)
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

    public CloudException Unreadable<T>(ApiRequest request, ApiResponse<T> response, JsonException failure)
    {
        // The message of the parser names internal types.
        string reason = failure.Path is null && failure.LineNumber is null
            ? text.Clean(failure.Message, request.Secret)
            : $"unexpected JSON at {text.Clean(failure.Path ?? "$", request.Secret)}";
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
        ErrorBody? error = readError(response.ErrorBody);
        string? id = Clean(error?.Id, request)?.ToLowerInvariant();
        string code = Code(response.Status, id, error is not null);
        CloudFailure failure = new CloudFailure(
            code,
            code == ErrorCodes.RateLimited ? RateLimitMessage : Message(request, response, error, id, code),
            Hint(request, response, code, error is not null),
            RequestId(request, response, error),
            IsTransient: response.Status is 408 or 429 or 499 or >= 500)
        { Status = response.Status };
        return new CloudException(failure, KindOf(response.Status, error is not null), response.ServerTime) { Limits = response.Limits };
    }

    private static FailureKind KindOf(int status, bool isFromApi) => status switch
    {
        429 => FailureKind.RateLimited,
        408 or 499 => FailureKind.Unclear,

        // A page of a gateway is not an error of the API.
        >= 400 and < 500 when isFromApi => FailureKind.Refused,
        _ => FailureKind.Unclear,
    };

    private static string Code(int status, string? id, bool isFromApi) => (status, id) switch
    {
        (429, _) or (_, "too_many_requests") => ErrorCodes.RateLimited,

        // The page of a gateway says nothing about the token.
        _ when !isFromApi => ErrorCodes.ApiError,
        (401, _) or (_, "unauthorized") => ErrorCodes.Unauthorized,
        (403, _) or (_, "forbidden") => ErrorCodes.Forbidden,
        _ => ErrorCodes.ApiError,
    };

    private string? Hint<T>(ApiRequest request, ApiResponse<T> response, string code, bool isFromApi) => code switch
    {
        _ when !isFromApi && code != ErrorCodes.RateLimited => GatewayHint,
        ErrorCodes.Unauthorized => "the token is wrong, expired or revoked",

        // A request is also refused for other reasons, which the message states.
        ErrorCodes.Forbidden => $"if the token lacks a permission: this request needs the scope {request.Scope}",
        ErrorCodes.RateLimited => "other users of this token share its limits; try again later",
        _ when response.Status >= 500 => "the API may be unavailable; try again later",
        _ => null,
    };

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
        new(ErrorCodes.ApiError, $"API error: {reason} ({request.Method} {request.Path})", IsTransient: true);

    // Reads that fail for the same reason have the same message, which is reported once. The id of a read is in the failure only.
    private string Where(ApiRequest request, string? requestId, bool isShared, string status)
    {
        string sent = $"{request.Method} {route.Prefix}{request.Path}: {status}";
        return request.Method != HttpMethod.Get ? sent + (requestId is null ? "" : $", request {requestId}") : isShared ? status : sent;
    }
}
