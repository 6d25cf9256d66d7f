using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Firewalls;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record FirewallJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required IReadOnlyList<FirewallRule> InboundRules { get; init; }

    public required IReadOnlyList<FirewallRule> OutboundRules { get; init; }

    public required string CreatedAt { get; init; }

    public required IReadOnlyList<long> DropletIds { get; init; }

    /// <summary>Absent if the token has no read access to tags, as are the tags of rules.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<string>? Tags { get; init; }

    public required IReadOnlyList<PendingChangeJson> PendingChanges { get; init; }

    public static FirewallJson Of(Firewall firewall, IReadOnlyList<Firewall.PendingChange> pending, ApiCall call)
    {
        FirewallSpec spec = firewall.Spec;
        FirewallRules rules = call.Conditions.CanReadTags ? spec.Rules : spec.Rules.Select(rule => rule.WithTags(null));
        return new FirewallJson
        {
            Id = ResourceId.Format(ResourceKind.Firewall, firewall.Id),
            Name = spec.Name,
            Status = pending.Count > 0 || call.Now < firewall.AppliedAt ? "waiting" : "succeeded",
            InboundRules = rules.Inbound,
            OutboundRules = rules.Outbound,
            CreatedAt = Timestamp.Format(firewall.CreatedAt),
            DropletIds = spec.DropletIds,
            Tags = call.Conditions.CanReadTags ? spec.Tags : null,
            PendingChanges = [.. pending.Select(change => new PendingChangeJson(change.DropletId, change.Removing))],
        };
    }

    internal sealed record PendingChangeJson(long DropletId, bool Removing)
    {
        public string Status { get; } = "waiting";
    }
}
