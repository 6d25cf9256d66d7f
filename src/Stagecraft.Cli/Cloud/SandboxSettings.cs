using System.Net;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>The settings of a sandbox.</summary>
internal sealed record SandboxSettings
{
    public required string StateFile { get; init; }

    /// <summary>The names of its SSH keys.</summary>
    public required IReadOnlyList<string> SshKeys { get; init; }

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Whether other machines may reach it.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether its conditions can be set while it runs.</summary>
    public bool Control { get; init; }

    /// <summary>The droplet limit; null for the default of the sandbox.</summary>
    public int? DropletLimit { get; init; }

    /// <summary>The initial conditions.</summary>
    public SandboxConditions Conditions { get; init; } = new();

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Receives each request, on any thread; or null.</summary>
    public Action<SandboxRequest>? Log { get; init; }
}
