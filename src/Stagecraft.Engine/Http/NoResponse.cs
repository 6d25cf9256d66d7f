using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Stagecraft.Engine.Http;

/// <summary>Why there is no response, by the type and status of the exception. The messages of the HTTP stack are not used, except that of
/// a failed TLS handshake: they contain the proxy's password, and text from the network.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="IsFinal">Whether the same request would fail again.</param>
internal sealed record NoResponse(string Reason, string? Hint = null, bool IsFinal = false)
{
    /// <param name="failure">The exception.</param>
    /// <param name="request">The request.</param>
    /// <param name="route">The API and the proxy.</param>
    public static NoResponse Of(Exception failure, ApiRequest request, ApiRoute route)
    {
        Exception innermost = failure.GetBaseException();
        return (failure, ErrorOf(failure)) switch
        {
            (TimeoutException, _) => new($"no complete response within {request.Timeout.TotalSeconds:0} seconds", route.Hint),
            (_, HttpRequestError.NameResolutionError) => new($"the name of {route.Next} cannot be resolved", route.Hint),
            (_, HttpRequestError.ConnectionError) => new($"no connection to {route.Next}{Detail(innermost)}", route.Hint),
            (_, HttpRequestError.SecureConnectionError) => Insecure(innermost, route),
            (_, HttpRequestError.ProxyTunnelError) => Refused((failure as HttpRequestException)?.StatusCode, route),
            (_, HttpRequestError.ResponseEnded) => new("the connection was closed before the response was complete", route.ProxyHint),
            (_, HttpRequestError.InvalidResponse) => new("the response is not valid HTTP", route.ProxyHint),
            (_, HttpRequestError.HttpProtocolError) => new("the server violated the HTTP protocol", route.ProxyHint),
            (_, HttpRequestError.ConfigurationLimitExceeded) => new("the headers of the response are too large", route.ProxyHint),
            _ when Known(failure) is { } known => new(known.Message),
            _ when innermost is SocketException => new($"the connection failed{Detail(innermost)}", route.ProxyHint),
            _ => new($"the request failed: {innermost.GetType().Name}"),
        };
    }

    // The innermost reason is the specific one, and the outermost exception may have none.
    private static HttpRequestError ErrorOf(Exception failure)
    {
        HttpRequestError error = HttpRequestError.Unknown;
        for (Exception? e = failure; e is not null && error == HttpRequestError.Unknown; e = e.InnerException)
        {
            error = (e as HttpRequestException)?.HttpRequestError ?? (e as HttpIOException)?.HttpRequestError ?? error;
        }

        return error;
    }

    private static RequestException? Known(Exception? failure) =>
        failure is null ? null : failure as RequestException ?? Known(failure.InnerException);

    // The message of the exception itself can contain the address.
    private static string Detail(Exception innermost) =>
        innermost switch
        {
            SocketException socket => $": {new SocketException((int)socket.SocketErrorCode).Message}",
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => ": it was closed without a response",
            _ => "",
        };

    private static NoResponse Insecure(Exception innermost, ApiRoute route)
    {
        // An exception without a cause is the decision of this side, not a broken connection.
        bool isFinal = innermost is AuthenticationException;
        bool isCertificate = innermost.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
        string hint = isCertificate
            ? "this machine must trust the certificate: check the CA certificates (package ca-certificates, SSL_CERT_FILE), the clock, and "
                + "proxies that inspect TLS"
            : $"check that {route.Api} and its port speak TLS";
        return new($"no secure connection: {innermost.Message}", hint, isFinal);
    }

    private static NoResponse Refused(HttpStatusCode? status, ApiRoute route)
    {
        string code = status is null ? "" : $" (HTTP {(int)status})";
        return new(
            $"{route.Proxy ?? "the proxy"} refused to connect to {route.Api}{code}",
            status == HttpStatusCode.ProxyAuthenticationRequired
                ? $"check the user and the password in {route.ProxySource}"
                : $"check {route.ProxySource}, and what the proxy permits; hosts in NO_PROXY are accessed directly",
            IsFinal: (int?)status is >= 400 and < 500 and not 408 and not 429);
    }
}
