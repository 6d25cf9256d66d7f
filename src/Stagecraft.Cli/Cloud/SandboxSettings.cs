namespace Stagecraft.Cli.Cloud;

/// <summary>What a sandbox is started with.</summary>
internal sealed record SandboxSettings
{
    public required string StateFile { get; init; }

    /// <summary>Names of SSH keys that its account has.</summary>
    public required IReadOnlyList<string> SshKeys { get; init; }

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a droplet takes to become active; null takes the sandbox's default.</summary>
    public TimeSpan? Boot { get; init; }

    public bool RateLimit { get; init; } = true;

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Told of each request in a line; null tells nobody.</summary>
    public Action<string>? Log { get; init; }
}
