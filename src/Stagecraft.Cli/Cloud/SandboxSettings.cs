using System.Net;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>What a sandbox is started with.</summary>
internal sealed record SandboxSettings
{
    public required string StateFile { get; init; }

    /// <summary>Names of SSH keys that its account has.</summary>
    public required IReadOnlyList<string> SshKeys { get; init; }

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Whether other machines may reach it.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether its conditions can be set while it runs.</summary>
    public bool Control { get; init; }

    /// <summary>How many droplets its account may have; null takes the sandbox's default.</summary>
    public int? DropletLimit { get; init; }

    /// <summary>How it behaves at first.</summary>
    public SandboxConditions Conditions { get; init; } = new();

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Told of each request, by many threads; null tells nobody.</summary>
    public Action<SandboxRequest>? Log { get; init; }
}
