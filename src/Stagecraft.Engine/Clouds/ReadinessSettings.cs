namespace Stagecraft.Engine.Clouds;

/// <summary>How hosts are probed for readiness.</summary>
public sealed record ReadinessSettings
{
    /// <summary>How long to wait for an SSH server. Default: 5 minutes.</summary>
    public TimeSpan SshTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait for cloud-init. Default: 15 minutes.</summary>
    public TimeSpan CloudInitTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait for the expected status over HTTP. Default: 5 minutes.</summary>
    public TimeSpan HttpTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
