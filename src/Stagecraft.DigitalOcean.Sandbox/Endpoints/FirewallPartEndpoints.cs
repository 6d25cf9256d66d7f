using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Firewalls;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Adds and removes the droplets, tags and rules of a firewall.</summary>
internal sealed class FirewallPartEndpoints(FirewallStore firewalls, FirewallReferences references)
{
    private const string Path = "/v2/firewalls/*";

    public IEnumerable<Route> Routes =>
    [
        .. Part("droplets", "droplet_ids", (spec, body) => spec with
        {
            DropletIds = [.. spec.DropletIds.Union(FirewallBodyReader.DropletIds(body))],
        }, (spec, body) => spec with
        {
            DropletIds = [.. spec.DropletIds.Except(FirewallBodyReader.DropletIds(body))],
        }),
        .. Part("tags", "tags", (spec, body) => spec with
        {
            Tags = [.. spec.Tags.Concat(FirewallBodyReader.Tags(body)).Distinct(StringComparer.OrdinalIgnoreCase)],
        }, (spec, body) => spec with
        {
            Tags = [.. spec.Tags.Except(FirewallBodyReader.Tags(body), StringComparer.OrdinalIgnoreCase)],
        }),
        .. Part("rules", null, (spec, body) => spec with
        {
            Rules = spec.Rules.With(RulesOf(body)),
        }, (spec, body) => spec with
        {
            Rules = spec.Rules.Without(references.Canonical(RulesOf(body))),
        }),
    ];

    private IEnumerable<Route> Part(
        string name, string? member, Func<FirewallSpec, JsonBody, FirewallSpec> add, Func<FirewallSpec, JsonBody, FirewallSpec> remove) =>
    [
        new("POST", $"{Path}/{name}", call => Change(call, member, add)),
        new("DELETE", $"{Path}/{name}", call => Change(call, member, remove)),
    ];

    private ApiResponse Change(ApiCall call, string? member, Func<FirewallSpec, JsonBody, FirewallSpec> change)
    {
        Firewall firewall = firewalls.Require(call.Key, call.Now);
        JsonBody body = JsonBody.Parse(call.Request);
        if (member is not null && body.Items(member).Count == 0)
        {
            throw ApiError.Unprocessable($"{member} is required.");
        }

        FirewallSpec spec = FirewallBodyReader.Validated(change(firewall.Spec, body));
        firewalls.Update(firewall, references.Resolve(spec, call), call.Conditions, call.Now);
        return JsonResponse.NoContent();
    }

    private static FirewallRules RulesOf(JsonBody body)
    {
        FirewallRules rules = FirewallRuleReader.Read(body);
        return rules.All.Any() ? rules : throw ApiError.Unprocessable("inbound_rules or outbound_rules is required.");
    }
}
