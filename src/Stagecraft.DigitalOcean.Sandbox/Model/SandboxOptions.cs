using System.Net;
using Stagecraft.Sandbox.Hosting;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The options of a <see cref="DigitalOceanSandbox"/>. The defaults emulate an ordinary account.</summary>
public sealed record SandboxOptions : SandboxConditions
{
    /// <summary>The defaults.</summary>
    public SandboxOptions()
    {
    }

    /// <summary>The defaults, with the given initial conditions.</summary>
    public SandboxOptions(SandboxConditions conditions)
        : base(conditions)
    {
    }

    /// <summary>The clock. All time-dependent state is computed from it on each request. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The SQLite file that holds the state; created if missing. Default: null, state in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>The only accepted token. Default: null, any non-empty token.</summary>
    public string? Token { get; init; }

    /// <summary>The names of SSH keys in the account; missing ones are added to the state. Default: <c>my-ssh-key</c>.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = ["my-ssh-key"];

    /// <summary>The names of certificates in the account; missing ones are added to the state. Default: none.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>The names of projects in the account, in addition to the default project; missing ones are added to the state. Default:
    /// none.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>The droplet limit of the account. Default: 25. Must not be negative.</summary>
    public int DropletLimit { get; init; } = 25;

    /// <summary>The reserved IP limit of the account. Default: 3. Must not be negative.</summary>
    public int ReservedIpLimit { get; init; } = 3;

    /// <summary>The volume limit of the account. Default: null, 100 volumes, and the account does not show the limit. Must not be
    /// negative.</summary>
    public int? VolumeLimit { get; init; }

    /// <summary>
    /// The port of <see cref="DigitalOceanSandbox.StartAsync"/>, 0 to 65535; 0 selects a free port. Ignored in memory. Default: 0.
    /// </summary>
    public int Port { get; init; }

    /// <summary>
    /// The address that <see cref="DigitalOceanSandbox.StartAsync"/> listens on. Any but a loopback address requires
    /// <see cref="AllowRemote"/>. Default: 127.0.0.1.
    /// </summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// Whether to allow connections from other machines. Anyone who can connect can use the account and, with <see cref="Control"/>,
    /// change the conditions. Default: false.
    /// </summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether <c>/sandbox/conditions</c> reads and sets the conditions over HTTP. Default: false.</summary>
    public bool Control { get; init; }

    /// <summary>Called after each request, on the thread that handles it. Default: null.</summary>
    public Action<SandboxRequest>? Log { get; init; }

    /// <summary>How long a request waits for another process that writes to the state file, in whole seconds.</summary>
    internal TimeSpan StateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal ServerOptions Server => new(ListenAddress, Port, AllowRemote, TimeProvider);

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(DropletLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(ReservedIpLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(VolumeLimit ?? 0);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        if (!AllowRemote && !IPAddress.IsLoopback(ListenAddress))
        {
            throw new ArgumentException($"{ListenAddress} is not a loopback address; {nameof(AllowRemote)} is required.");
        }
    }
}
