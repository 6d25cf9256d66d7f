namespace Stagecraft.Engine.Readiness;

/// <summary>A host that is probed.</summary>
internal sealed class Probing(HostOutcome host, HostProbeTarget target, TimeSpan timeout)
{
    public HostOutcome Host { get; } = host;

    public HostProbeTarget Target { get; } = target;

    public TimeSpan Timeout { get; } = timeout;

    /// <summary>The last result; null before the first.</summary>
    public HostProbeResult? Last { get; set; }
}
