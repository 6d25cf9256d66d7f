namespace Stagecraft.Engine.Readiness;

/// <summary>The result of a probe.</summary>
/// <param name="Outcome">Whether it is ready.</param>
/// <param name="Reason">Why it is not ready, as short text; empty if it is ready.</param>
public sealed record HostProbeResult(HostProbeOutcome Outcome, string Reason = "");
