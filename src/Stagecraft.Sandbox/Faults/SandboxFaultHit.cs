namespace Stagecraft.Sandbox;

/// <summary>One occurrence of a fault.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Subject">The affected request (<c>POST /v2/droplets</c>), or the name of the affected machine.</param>
/// <param name="Time">The time, by the clock of the sandbox.</param>
public sealed record SandboxFaultHit(SandboxFaultKind Kind, string Subject, DateTimeOffset Time);
