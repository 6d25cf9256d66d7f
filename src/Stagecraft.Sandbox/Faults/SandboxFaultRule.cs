namespace Stagecraft.Sandbox;

/// <summary>A fault rule and its counts.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Seen">The number of matching requests or machines.</param>
/// <param name="Hits">The number of hits.</param>
public sealed record SandboxFaultRule(SandboxFault Fault, int Seen, int Hits);
