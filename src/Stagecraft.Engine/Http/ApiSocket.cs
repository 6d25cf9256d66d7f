using System.Net;

namespace Stagecraft.Engine.Http;

/// <summary>Makes the handler that speaks to the API where no other is given.</summary>
internal static class ApiSocket
{
    /// <param name="isLoopback">Whether the API is on this machine.</param>
    public static SocketsHttpHandler Create(bool isLoopback) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        // As many as requests, should the server speak HTTP/1.1 only; with HTTP/2 it is one.
        MaxConnectionsPerServer = RequestBudget.MaxInFlight,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // A connection that has died on the way is not waited for by every attempt that shares it.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),

        // A proxy would get the token in plain text where the API is spoken to in plain text.
        UseProxy = !isLoopback,
    };
}
