using System.Net;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Starts the DigitalOcean sandbox.</summary>
internal static class CloudSandbox
{
    internal static async Task<RunningSandbox> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        EmbeddedSqlite.Use();
        DigitalOceanSandbox sandbox = await DigitalOceanSandbox.StartAsync(options, cancellationToken);
        return new RunningSandbox(OnThisMachine(sandbox.Address!), sandbox);
    }

    /// <summary>Requests cannot be sent to a wildcard address; the loopback address replaces it.</summary>
    private static Uri OnThisMachine(Uri address) => IPAddress.TryParse(address.Host, out IPAddress? host) switch
    {
        true when host.Equals(IPAddress.Any) => new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
        true when host.Equals(IPAddress.IPv6Any) => new UriBuilder(address) { Host = "[::1]" }.Uri,
        _ => address,
    };
}
