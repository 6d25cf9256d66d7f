namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

internal sealed record LoadBalancerFirewall(IReadOnlyList<string> Deny, IReadOnlyList<string> Allow);
