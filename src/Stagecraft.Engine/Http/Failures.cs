using System.Text.Json;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Classifies failed attempts by status and error id, never by the text of a message.</summary>
internal sealed class Failures(SafeText text, Func<ReadOnlyMemory<byte>?, ErrorBody?> readError)
{
    public const string RateLimitMessage = "API rate limit exceeded, retrying...";

    /// <summary>Whether the failure occurred before a connection was established.</summary>
    public static bool IsBeforeSending(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    public static CloudException Withdrawn(ApiRequest request) =>
        new(NotSent(request, "withdrawn before it was sent"), FailureKind.Withdrawn);

    public static CloudFailure Canceled(ApiRequest request) => NotSent(request, "canceled");

    public CloudException NoResponse(ApiRequest request, Exception failure) => new(
        new CloudFailure(
            ErrorCodes.ApiError, $"API error: {text.Clean(Reason(failure), request.Secret)} ({Where(request)})", IsTransient: true),
        IsBeforeSending(failure) ? FailureKind.NotSent : FailureKind.Unclear,
        inner: Cause(failure, request));

    // Only the innermost exception states why TLS failed.
    private static string Reason(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: not null }
        ? $"no secure connection: {failure.GetBaseException().Message}"
        : failure.Message;

    public CloudException Unreadable<T>(ApiRequest request, ApiResponse<T> response, JsonException failure)
    {
        string requestId = Clean(response.RequestId, request) is { } id ? $", request {id}" : "";

        // The message of the parser names internal types.
        string reason = failure.Path is null && failure.LineNumber is null
            ? text.Clean(failure.Message, request.Secret)
            : $"unexpected JSON at {text.Clean(failure.Path ?? "$", request.Secret)}";
        string message = $"API error: the response cannot be read: {reason} ({Where(request)}: HTTP {response.Status}{requestId})";
        return new CloudException(
            new CloudFailure(ErrorCodes.ApiError, message, RequestId: Clean(response.RequestId, request), IsTransient: true)
            { Status = response.Status },
            FailureKind.Unclear,
            response.ServerTime,
            Cause(failure, request))
        { Limits = response.Limits };
    }

    // The message of an inner exception can contain text from the network, and is logged with the exception.
    private Exception? Cause(Exception failure, ApiRequest request)
    {
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
        string code = Code(response.Status, id);
        CloudFailure failure = new CloudFailure(
            code,
            code == ErrorCodes.RateLimited ? RateLimitMessage : Message(request, response, error, id),
            Hint(request, code, error is not null),
            Clean(error?.RequestId ?? response.RequestId, request),
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

    private static string Code(int status, string? id) => (status, id) switch
    {
        (401, _) or (_, "unauthorized") => ErrorCodes.Unauthorized,
        (403, _) or (_, "forbidden") => ErrorCodes.Forbidden,
        (429, _) or (_, "too_many_requests") => ErrorCodes.RateLimited,
        _ => ErrorCodes.ApiError,
    };

    private static string? Hint(ApiRequest request, string code, bool isFromApi) => code switch
    {
        ErrorCodes.Unauthorized => "the token is wrong, expired or revoked",
        ErrorCodes.Forbidden when isFromApi => $"the token needs the scope {request.Scope}",
        ErrorCodes.RateLimited => "other users of this token share its limits; try again later",
        _ => null,
    };

    private string Message<T>(ApiRequest request, ApiResponse<T> response, ErrorBody? error, string? id)
    {
        string what = response.Status switch
        {
            _ when error is not null => text.Clean(error.Message!, request.Secret),
            >= 300 and < 400 => "the API returned a redirect, which is not followed",
            >= 500 => "the API or a gateway failed",
            _ => "the response is not an error of the API",
        };
        string errorId = id is null ? "" : $" {id}";
        string requestId = Clean(error?.RequestId ?? response.RequestId, request) is { } given ? $", request {given}" : "";
        return $"API error: {what} ({Where(request)}: HTTP {response.Status}{errorId}{requestId})";
    }

    private string? Clean(string? given, ApiRequest request) =>
        given is null || text.Clean(given, request.Secret) is not { Length: > 0 } clean ? null : clean;

    private static CloudFailure NotSent(ApiRequest request, string reason) =>
        new(ErrorCodes.ApiError, $"API error: {reason} ({Where(request)})", IsTransient: true);

    private static string Where(ApiRequest request) => $"{request.Method} {request.Path}";
}
