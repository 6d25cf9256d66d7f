namespace Stagecraft.DigitalOcean.Sandbox.Alerts;

/// <summary>A stored alert policy.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Spec">The settings.</param>
internal sealed record AlertPolicy(long Id, AlertPolicySpec Spec);
