namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The health check of a load balancer.</summary>
/// <param name="Protocol"><c>http</c>, <c>https</c> or <c>tcp</c>.</param>
/// <param name="Port">The port.</param>
/// <param name="Path">The path; null for <c>tcp</c>.</param>
internal sealed record LoadBalancerHealth(string Protocol, int Port, string? Path)
{
    public string Text => ForwardText.Health(Protocol, Port, Path);
}
