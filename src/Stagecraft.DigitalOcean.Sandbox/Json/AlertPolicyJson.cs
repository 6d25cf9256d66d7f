using Stagecraft.DigitalOcean.Sandbox.Alerts;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record AlertPolicyJson(
    string Uuid,
    string Type,
    string Description,
    string Compare,
    double Value,
    string Window,
    IReadOnlyList<string> Entities,
    IReadOnlyList<string> Tags,
    AlertPolicySpec.TargetsJson Alerts,
    bool Enabled)
{
    public static AlertPolicyJson Of(AlertPolicy policy)
    {
        AlertPolicySpec spec = policy.Spec;
        return new AlertPolicyJson(
            ResourceId.Format(ResourceKind.AlertPolicy, policy.Id),
            spec.Type, spec.Description, spec.Compare, spec.Value, spec.Window, spec.Entities, spec.Tags, spec.Alerts, spec.Enabled);
    }
}
