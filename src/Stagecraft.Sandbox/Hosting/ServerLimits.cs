using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>The limits of the HTTP server.</summary>
internal static class ServerLimits
{
    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        // The body is limited while reading, so that the error is a response of the API.
        limits.MaxRequestBodySize = null;
        limits.MaxConcurrentConnections = 1000;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
