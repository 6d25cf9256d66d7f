using System.Text.Json;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Text;
using Stagecraft.Errors;

namespace Stagecraft.Engine.Http;

/// <summary>What a failed attempt means: decided by status and error id, never by the text of a message.</summary>
internal sealed class Failures(SafeText text, Func<ReadOnlyMemory<byte>?, ErrorBody?> readError)
{
    public const string RateLimitMessage = "API rate limit exceeded, retrying...";

    /// <summary>Whether the failure happened before there was a connection to send on.</summary>
    public static bool IsBeforeSending(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    public static CloudException Withdrawn(ApiRequest request) =>
        new(NotSent(request, "withdrawn before it was sent"), FailureKind.Withdrawn);

    public static CloudFailure Cancelled(ApiRequest request) => NotSent(request, "cancelled before it was sent");

    public CloudException NoAnswer(ApiRequest request, Exception failure) => new(
        new CloudFailure(
            ErrorCodes.ApiError, $"API error: {text.Clean(Reason(failure), request.Secret)} ({Where(request)})", IsTransient: true),
        IsBeforeSending(failure) ? FailureKind.NotSent : FailureKind.Unclear,
        inner: Cause(failure, request));

    // Why TLS failed is said innermost only; the outer text says to look there.
    private static string Reason(Exception failure) => failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: not null }
        ? $"no secure connection: {failure.GetBaseException().Message}"
        : failure.Message;

    public CloudException Unreadable(ApiRequest request, ApiResponse answer, JsonException failure)
    {
        string requestId = Clean(answer.RequestId, request) is { } id ? $", request {id}" : "";

        // The parser's own words name types of ours, which help nobody.
        string reason = failure.Path is null && failure.LineNumber is null ? text.Clean(failure.Message, request.Secret) : $"unexpected JSON at {text.Clean(failure.Path ?? "$", request.Secret)}";
        string message = $"API error: the answer cannot be read: {reason} ({Where(request)}: HTTP {answer.Status}{requestId})";
        return new CloudException(
            new CloudFailure(ErrorCodes.ApiError, message, RequestId: Clean(answer.RequestId, request), IsTransient: true) { Status = answer.Status },
            FailureKind.Unclear,
            answer.ServerTime,
            Cause(failure, request))
        { Limits = answer.Limits };
    }

    // The framework's own words may repeat what came over the network, and whoever logs an exception writes those of its cause, too.
    private Exception? Cause(Exception failure, ApiRequest request)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (text.Shows(e.Message, request.Secret))
            {
                return null;
            }
        }

        return failure;
    }

    public CloudException FromStatus(ApiRequest request, ApiResponse answer)
    {
        ErrorBody? error = readError(answer.ErrorBody);
        string? id = Clean(error?.Id, request)?.ToLowerInvariant();
        string code = Code(answer.Status, id);
        CloudFailure failure = new CloudFailure(
            code,
            code == ErrorCodes.RateLimited ? RateLimitMessage : Message(request, answer, error, id),
            Hint(request, code, error is not null),
            Clean(error?.RequestId ?? answer.RequestId, request),
            IsTransient: answer.Status is 408 or 429 or 499 or >= 500)
        { Status = answer.Status };
        return new CloudException(failure, KindOf(answer.Status, error is not null), answer.ServerTime) { Limits = answer.Limits };
    }

    private static FailureKind KindOf(int status, bool isFromApi) => status switch
    {
        429 => FailureKind.RateLimited,
        408 or 499 => FailureKind.Unclear,

        // A gateway's own page is no word of the API's.
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

    private string Message(ApiRequest request, ApiResponse answer, ErrorBody? error, string? id)
    {
        string what = answer.Status switch
        {
            _ when error is not null => text.Clean(error.Message!, request.Secret),
            >= 300 and < 400 => "the API answered with a redirect, which is not followed",
            >= 500 => "the API or a gateway before it failed",
            _ => "the answer is not in the form of the API's errors",
        };
        string errorId = id is null ? "" : $" {id}";
        string requestId = Clean(error?.RequestId ?? answer.RequestId, request) is { } given ? $", request {given}" : "";
        return $"API error: {what} ({Where(request)}: HTTP {answer.Status}{errorId}{requestId})";
    }

    private string? Clean(string? given, ApiRequest request) =>
        given is null || text.Clean(given, request.Secret) is not { Length: > 0 } clean ? null : clean;

    private static CloudFailure NotSent(ApiRequest request, string reason) =>
        new(ErrorCodes.ApiError, $"API error: {reason} ({Where(request)})", IsTransient: true);

    private static string Where(ApiRequest request) => $"{request.Method} {request.Path}";
}
