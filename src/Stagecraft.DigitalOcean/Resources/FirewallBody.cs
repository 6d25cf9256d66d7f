using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The bodies of requests about firewalls.</summary>
/// <param name="context">The environment.</param>
/// <param name="spelled">A tag in the spelling of the account.</param>
internal sealed class FirewallBody(ResourceContext context, Func<string, string> spelled)
{
    private static readonly string[] ReadOnly = ["id", "status", "created_at", "pending_changes"];

    public JsonObject New(FirewallSettings declared) => new()
    {
        ["name"] = declared.CloudName,
        [ActualRule.Inbound] = new JsonArray([.. declared.Rules.Where(r => r.IsInbound).Select(Rule)]),
        [ActualRule.Outbound] = new JsonArray([.. declared.Rules.Where(r => !r.IsInbound).Select(Rule)]),
        ["tags"] = TagList(declared.Targets),
    };

    public JsonObject Updated(FirewallSettings declared, Firewall actual, IReadOnlyList<string> fields)
    {
        JsonObject body = (JsonObject)actual.Json.DeepClone();
        foreach (string member in ReadOnly)
        {
            body.Remove(member);
        }

        if (fields.Contains(HostTargets.FieldName))
        {
            body["tags"] = TagList(declared.Targets);
            body["droplet_ids"] = new JsonArray();
        }

        body[ActualRule.Inbound] = Rules(isInbound: true, declared, actual, fields);
        body[ActualRule.Outbound] = Rules(isInbound: false, declared, actual, fields);
        return body;
    }

    // A rule with unchanged sources is sent back as it was read. Unknown members of a changed rule are kept.
    private JsonArray Rules(bool isInbound, FirewallSettings declared, Firewall actual, IReadOnlyList<string> fields)
    {
        JsonArray rules = [];
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (ActualRule rule in actual.Rules.Where(r => r.IsInbound == isInbound))
        {
            if (!fields.Contains(rule.Name))
            {
                rules.Add(rule.Json.DeepClone());
            }
            else if (declared.Rules.FirstOrDefault(r => r.Name == rule.Name) is { } changed && written.Add(rule.Name))
            {
                JsonNode updated = rule.Json.DeepClone();
                updated[ActualRule.TargetMember(isInbound)] = Targets(changed);
                rules.Add(updated);
            }
        }

        foreach (FirewallRule added in declared.Rules.Where(
            r => r.IsInbound == isInbound && fields.Contains(r.Name) && !written.Contains(r.Name)))
        {
            rules.Add(Rule(added));
        }

        return rules;
    }

    private JsonNode? Rule(FirewallRule rule) => new JsonObject
    {
        ["protocol"] = rule.Protocol,
        ["ports"] = rule.Ports == FirewallText.AllPorts ? "0" : rule.Ports,
        [ActualRule.TargetMember(rule.IsInbound)] = Targets(rule),
    };

    private JsonObject Targets(FirewallRule rule)
    {
        JsonObject targets = [];
        foreach (IGrouping<FirewallEndpointKind, FirewallEndpoint> kind in rule.Endpoints.GroupBy(e => e.Kind).OrderBy(g => g.Key))
        {
            (string member, IEnumerable<string> values) = kind.Key switch
            {
                FirewallEndpointKind.Role => (ActualRule.Tags, kind.Select(e => spelled(context.SetTagOf(e.Value)))),
                FirewallEndpointKind.LoadBalancer =>
                    (ActualRule.LoadBalancers, kind.Select(e => context.Resources[(ResourceKind.LoadBalancer, e.Value)].Value)),
                _ => (ActualRule.Addresses, kind.Select(e => e.Value)),
            };
            targets[member] = new JsonArray([.. values.Order(StringComparer.Ordinal).Select(v => (JsonNode?)v)]);
        }

        return targets;
    }

    private JsonArray TagList(HostTargets targets) => new([.. targets.Tags(context).Select(t => (JsonNode?)spelled(t))]);
}
