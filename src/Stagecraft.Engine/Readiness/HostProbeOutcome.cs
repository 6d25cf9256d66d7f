
namespace Stagecraft.Engine.Readiness;

/// <summary>Whether a host is ready.</summary>
public enum HostProbeOutcome
{
    /// <summary>It is.</summary>
    Ready,

    /// <summary>Not yet; it is asked again.</summary>
    NotYet,

    /// <summary>It will not be by waiting: the host fails.</summary>
    Failed,
}
