namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>How a <see cref="DigitalOceanSandbox"/> behaves. The defaults play an ordinary account.</summary>
public sealed record SandboxOptions
{
    /// <summary>The clock. Everything asynchronous is computed from it when a request asks. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The SQLite file that holds the state; created if missing. Default: null, state in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>From a droplet's creation to <c>active</c>. Default: 8 seconds. Must not be negative.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>From an accepted delete until the droplet is gone. Default: 3 seconds. Must not be negative.</summary>
    public TimeSpan Destroy { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a new droplet is missing from lists. Default: zero. Must not be negative.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>How long the tags given at creation are missing from answers and filters. Default: zero. Must not be negative.</summary>
    public TimeSpan TagLag { get; init; }

    /// <summary>Whether the documented rate limits are enforced. Default: true.</summary>
    public bool RateLimit { get; init; } = true;

    /// <summary>The only token that is accepted. Default: null, any token that is not empty.</summary>
    public string? Token { get; init; }

    /// <summary>Names of SSH keys that the account has; those missing from the state are added. Default: <c>my-ssh-key</c>.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = ["my-ssh-key"];

    /// <summary>How many droplets the account may have. Default: 25.</summary>
    public int DropletLimit { get; init; } = 25;

    /// <summary>
    /// The loopback port of <see cref="DigitalOceanSandbox.StartAsync"/>, 0 to 65535; 0 takes a free one. Ignored in memory. Default: 0.
    /// </summary>
    public int Port { get; init; }

    /// <summary>Whether the token may read tags. False: droplets show none, queries by tag are 403. Default: true.</summary>
    public bool CanReadTags { get; init; } = true;

    /// <summary>Whether the token may read actions. False: they are 403. Default: true.</summary>
    public bool CanReadActions { get; init; } = true;

    /// <summary>Called after each request, on the thread that answers it. Default: null.</summary>
    public Action<SandboxRequest>? Log { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Boot, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Destroy, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ListLag, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(TagLag, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(DropletLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
    }
}
