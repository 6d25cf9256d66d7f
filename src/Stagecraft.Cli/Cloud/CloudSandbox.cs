using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Starts the DigitalOcean sandbox.</summary>
internal static class CloudSandbox
{
    internal static async Task<RunningSandbox> StartAsync(SandboxSettings settings, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            StateFile = settings.StateFile,
            Port = settings.Port,
            RateLimit = settings.RateLimit,
            TimeProvider = settings.TimeProvider,
            Log = settings.Log is { } log
                ? request => log($"{request.Method} {request.Target} {request.Status.ToString(CultureInfo.InvariantCulture)}")
                : null,
        };
        options = settings.SshKeys.Count > 0 ? options with { SshKeys = settings.SshKeys } : options;
        options = settings.Boot is { } boot ? options with { Boot = boot } : options;
        DigitalOceanSandbox sandbox = await DigitalOceanSandbox.StartAsync(options, cancellationToken);
        return new RunningSandbox(sandbox.Address!, sandbox);
    }
}
