using System.Net;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>What a <see cref="DigitalOceanSandbox"/> is started with. The defaults play an ordinary account.</summary>
public sealed record SandboxOptions : SandboxConditions
{
    /// <summary>The defaults.</summary>
    public SandboxOptions()
    {
    }

    /// <summary>The defaults, with these conditions at the start.</summary>
    public SandboxOptions(SandboxConditions conditions)
        : base(conditions)
    {
    }

    /// <summary>The clock. Everything asynchronous is computed from it when a request asks. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The SQLite file that holds the state; created if missing. Default: null, state in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>The only token that is accepted. Default: null, any token that is not empty.</summary>
    public string? Token { get; init; }

    /// <summary>Names of SSH keys that the account has; those missing from the state are added. Default: <c>my-ssh-key</c>.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = ["my-ssh-key"];

    /// <summary>How many droplets the account may have. Default: 25. Must not be negative.</summary>
    public int DropletLimit { get; init; } = 25;

    /// <summary>The port of <see cref="DigitalOceanSandbox.StartAsync"/>, 0 to 65535; 0 takes a free one. Ignored in memory. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address that <see cref="DigitalOceanSandbox.StartAsync"/> listens at. One that is not a loopback address is refused
    /// without <see cref="AllowRemote"/>. Default: 127.0.0.1.
    /// </summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// Whether other machines may reach the sandbox. Anyone who does can use it, read it, and with <see cref="Control"/> change its
    /// conditions. Default: false.
    /// </summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether the conditions can be read and set over HTTP, at <c>/sandbox/conditions</c>. Default: false.</summary>
    public bool Control { get; init; }

    /// <summary>Called after each request, on the thread that answers it. Default: null.</summary>
    public Action<SandboxRequest>? Log { get; init; }

    /// <summary>How long a request waits for another process that writes; whole seconds.</summary>
    internal TimeSpan StateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(DropletLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        if (!AllowRemote && !IPAddress.IsLoopback(ListenAddress))
        {
            throw new ArgumentException($"Other machines can reach {ListenAddress}; that needs {nameof(AllowRemote)}.");
        }
    }
}
