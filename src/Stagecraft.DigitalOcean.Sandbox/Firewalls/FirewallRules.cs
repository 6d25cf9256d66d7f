using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>The rules of a firewall.</summary>
internal sealed record FirewallRules(IReadOnlyList<FirewallRule> Inbound, IReadOnlyList<FirewallRule> Outbound)
{
    public static readonly FirewallRules None = new([], []);

    [JsonIgnore]
    public IEnumerable<FirewallRule> All => Inbound.Concat(Outbound);

    /// <summary>The rules as stored. Equal rules have equal text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, FirewallRulesJson.Default.FirewallRules);

    public static FirewallRules Parse(string text) =>
        JsonSerializer.Deserialize(text, FirewallRulesJson.Default.FirewallRules) ?? throw new InvalidDataException("no rules");

    /// <summary>The rules with others added. Rules that exist are not added again.</summary>
    public FirewallRules With(FirewallRules added) =>
        new(Merge(Inbound, added.Inbound), Merge(Outbound, added.Outbound));

    public FirewallRules Without(FirewallRules removed) =>
        new(Subtract(Inbound, removed.Inbound), Subtract(Outbound, removed.Outbound));

    public FirewallRules Select(Func<FirewallRule, FirewallRule> change) =>
        new([.. Inbound.Select(change)], [.. Outbound.Select(change)]);

    private static FirewallRule[] Merge(IEnumerable<FirewallRule> rules, IEnumerable<FirewallRule> added) =>
        [.. rules.Concat(added).DistinctBy(TextOf)];

    private static FirewallRule[] Subtract(IEnumerable<FirewallRule> rules, IEnumerable<FirewallRule> removed) =>
        [.. rules.ExceptBy(removed.Select(TextOf), TextOf)];

    private static string TextOf(FirewallRule rule) => JsonSerializer.Serialize(rule, FirewallRulesJson.Default.FirewallRule);
}
