using System.Net;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Starts the DigitalOcean sandbox.</summary>
internal static class CloudSandbox
{
    internal static async Task<RunningSandbox> StartAsync(SandboxSettings settings, CancellationToken cancellationToken)
    {
        EmbeddedSqlite.Use();
        SandboxOptions options = new SandboxOptions(settings.Conditions)
        {
            StateFile = settings.StateFile,
            Port = settings.Port,
            ListenAddress = settings.Listen,
            AllowRemote = settings.AllowRemote,
            Control = settings.Control,
            TimeProvider = settings.TimeProvider,
            Log = settings.Log,
        };
        options = settings.SshKeys.Count > 0 ? options with { SshKeys = settings.SshKeys } : options;
        options = settings.DropletLimit is { } limit ? options with { DropletLimit = limit } : options;
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
