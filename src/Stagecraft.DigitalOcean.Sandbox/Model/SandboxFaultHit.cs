namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>Something that went wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">For which request (<c>POST /v2/droplets</c>), or the name of which droplet.</param>
/// <param name="Time">When, by the sandbox's clock.</param>
public sealed record SandboxFaultHit(SandboxFaultKind Kind, string Subject, DateTimeOffset Time);
