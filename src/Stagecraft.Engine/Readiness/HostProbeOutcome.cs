namespace Stagecraft.Engine.Readiness;

/// <summary>Whether a host is ready.</summary>
public enum HostProbeOutcome
{
    /// <summary>It is ready.</summary>
    Ready,

    /// <summary>It is not ready yet, and is probed again.</summary>
    NotYet,

    /// <summary>It will not become ready: the host fails.</summary>
    Failed,
}
