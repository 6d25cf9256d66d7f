using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>What one client, or many, can take of the HTTP server.</summary>
internal static class ServerLimits
{
    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        // The body is bounded where it is read, so that its refusal is an answer of the API.
        limits.MaxRequestBodySize = null;
        limits.MaxConcurrentConnections = 1000;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
