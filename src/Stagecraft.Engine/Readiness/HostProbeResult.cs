
namespace Stagecraft.Engine.Readiness;

/// <summary>What asking a host gave.</summary>
/// <param name="Outcome">Whether it is ready.</param>
/// <param name="Reason">Why not, in a few words for people; empty where it is ready.</param>
public sealed record HostProbeResult(HostProbeOutcome Outcome, string Reason = "");
