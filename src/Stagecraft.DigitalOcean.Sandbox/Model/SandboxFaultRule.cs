namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>A fault, and what it has done so far.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Seen">How many requests, or droplets, it was for.</param>
/// <param name="Hits">How many of them it hit.</param>
public sealed record SandboxFaultRule(SandboxFault Fault, int Seen, int Hits);
