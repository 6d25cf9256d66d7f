using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The bodies of requests about load balancers.</summary>
/// <param name="tag">The tag of the hosts, in the spelling of the account.</param>
/// <param name="certificate">The id of a certificate by its name and the id that the rule has now.</param>
internal sealed class LoadBalancerBody(string tag, Func<string, string?, string> certificate)
{
    private const string RulesMember = "forwarding_rules";
    private const string HealthMember = "health_check";

    // The address changes with the status. The deprecated size excludes size_unit.
    private static readonly string[] ReadOnly = ["id", "ip", "ipv6", "status", "created_at", "size"];

    public JsonObject New(LoadBalancerSettings declared)
    {
        JsonObject body = new()
        {
            ["name"] = declared.CloudName,
            ["region"] = declared.Region,
            ["tag"] = tag,
            [RulesMember] = new JsonArray([.. declared.Rules.Select(r => (JsonNode?)Filled([], r))]),
        };
        if (declared.VpcUuid is { } vpc)
        {
            body["vpc_uuid"] = vpc;
        }

        if (declared.NewHealth is { } health)
        {
            body[HealthMember] = Filled([], health);
        }

        if (declared.Nodes is { } nodes)
        {
            body["size_unit"] = nodes;
        }

        if (declared.Redirect is { } redirect)
        {
            body["redirect_http_to_https"] = redirect;
        }

        return body;
    }

    public JsonObject Updated(LoadBalancerSettings declared, LoadBalancer actual, IReadOnlyList<string> fields)
    {
        JsonObject body = (JsonObject)actual.Json.DeepClone();
        foreach (string member in ReadOnly)
        {
            body.Remove(member);
        }

        body["region"] = actual.Region;
        if (fields.Contains(LoadBalancerParser.RoleField))
        {
            body["tag"] = tag;
        }

        // With a tag, the list shows the droplets that have it now.
        if (!string.IsNullOrEmpty(body.OptionalText("tag")))
        {
            body.Remove("droplet_ids");
        }

        body[RulesMember] = Rules(declared, actual, fields);
        if (fields.Contains(LoadBalancerKeys.Nodes.Name))
        {
            body["size_unit"] = declared.Nodes;
        }

        if (fields.Contains(LoadBalancerKeys.Health.Name))
        {
            body[HealthMember] = Filled((JsonObject?)body.OptionalObject(HealthMember)?.DeepClone() ?? [], declared.Health!);
        }

        if (fields.Contains(LoadBalancerKeys.Redirect.Name))
        {
            body["redirect_http_to_https"] = declared.Redirect;
        }

        return body;
    }

    // A rule without a difference is sent back as it was read.
    private JsonArray Rules(LoadBalancerSettings declared, LoadBalancer actual, IReadOnlyList<string> fields)
    {
        JsonArray rules = [];
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (ActualForward rule in actual.Rules)
        {
            if (!fields.Contains(rule.Name))
            {
                rules.Add(rule.Json.DeepClone());
            }
            else if (declared.Rules.FirstOrDefault(r => r.Name == rule.Name) is { } changed && written.Add(rule.Name))
            {
                rules.Add((JsonNode?)Filled((JsonObject)rule.Json.DeepClone(), changed));
            }
        }

        foreach (ForwardRule added in declared.Rules.Where(r => fields.Contains(r.Name) && !written.Contains(r.Name)))
        {
            rules.Add((JsonNode?)Filled([], added));
        }

        return rules;
    }

    private JsonObject Filled(JsonObject rule, ForwardRule declared)
    {
        rule["entry_protocol"] = declared.Protocol;
        rule["entry_port"] = declared.Port;
        rule["target_protocol"] = declared.TargetProtocol;
        rule["target_port"] = declared.TargetPort;
        rule["certificate_id"] =
            declared.NamedCertificate is { } named ? certificate(named.Value, rule.OptionalText("certificate_id")) : "";
        rule["tls_passthrough"] = declared.IsPassthrough;
        return rule;
    }

    private static JsonObject Filled(JsonObject check, LoadBalancerHealth health)
    {
        check["protocol"] = health.Protocol;
        check["port"] = health.Port;
        if (health.Path is { } path)
        {
            check["path"] = path;
        }
        else
        {
            check.Remove("path");
        }

        return check;
    }
}
