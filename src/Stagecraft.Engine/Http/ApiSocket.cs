using System.Net;

namespace Stagecraft.Engine.Http;

/// <summary>Creates the default HTTP handler.</summary>
internal static class ApiSocket
{
    /// <summary>The number of requests in flight: as many as one HTTP/2 connection permits, and as there are HTTP/1.1 connections. All
    /// pages of ten thousand machines are in flight together.</summary>
    public const int MaxConnections = 64;

    /// <summary>The timeout of a connection, with TLS and a proxy.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(8);

    /// <param name="isLoopback">Whether the API is on this machine.</param>
    public static SocketsHttpHandler Create(bool isLoopback) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectTimeout,
        ConnectCallback = ApiConnection.ConnectAsync,

        // One connection per request in flight with HTTP/1.1; HTTP/2 uses one connection.
        MaxConnectionsPerServer = MaxConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // A broken connection is detected before every attempt that shares it times out.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),

        // Plain HTTP would expose the token to a proxy.
        UseProxy = !isLoopback,
        Proxy = isLoopback ? null : Proxy(Variable),
    };

    /// <summary>The proxy that requests to the API use.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static IWebProxy Proxy(Func<string, string?> variable) =>
        (variable("no_proxy") ?? variable("NO_PROXY")) is { Length: > 0 } exempt
            ? new ApiProxy(HttpClient.DefaultProxy, exempt)
            : HttpClient.DefaultProxy;

    /// <summary>Reads an environment variable of the process, as the HTTP stack does.</summary>
#pragma warning disable RS0030 // The HTTP stack reads the variables of the process.
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
}
