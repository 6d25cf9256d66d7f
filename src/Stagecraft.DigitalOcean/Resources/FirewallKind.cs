using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Cloud firewalls (spec 16.1).</summary>
internal sealed class FirewallKind(ResourceClient client, ResourceTags tags) : NamedKind(client, tags, Requests)
{
    private static readonly NamedRequests Requests = new(
        ResourceRoute.Firewalls, "firewall", "firewall:create", "firewall:update", "firewall:delete");

    public override string Kind => ResourceKind.Firewall;

    public override string Noun => "firewall";

    public override IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context) =>
        ((Firewall)actual).Fields(context);

    protected override Resource Parse(JsonObject json) => Firewall.Of(json);

    protected override IEnumerable<string> TagsOf(DeclaredResource declared, IReadOnlyList<string> fields, ResourceContext context)
    {
        FirewallSettings firewall = (FirewallSettings)declared;
        IReadOnlyList<string> targets = fields.Contains(HostTargets.FieldName) ? firewall.Targets.Tags(context) : [];
        return [.. targets, .. Endpoints(firewall, fields, FirewallEndpointKind.Role).Select(context.SetTagOf)];
    }

    protected override CloudFailure? Missing(
        DeclaredResource declared, Resource? actual, IReadOnlyList<string> fields, ResourceContext context) =>
        Endpoints((FirewallSettings)declared, fields, FirewallEndpointKind.LoadBalancer)
            .Where(name => !context.Resources.ContainsKey((ResourceKind.LoadBalancer, name)))
            .Select(name => new CloudFailure(
                ErrorCodes.Refused, $"load balancer '{name}', which a rule of the firewall names, does not exist yet", IsTransient: true))
            .FirstOrDefault();

    protected override JsonObject NewBody(DeclaredResource declared, ResourceContext context, Func<string, string> spelled) =>
        new FirewallBody(context, spelled).New((FirewallSettings)declared);

    protected override JsonObject UpdatedBody(
        DeclaredResource declared, Resource actual, IReadOnlyList<string> fields, ResourceContext context, Func<string, string> spelled) =>
        new FirewallBody(context, spelled).Updated((FirewallSettings)declared, (Firewall)actual, fields);

    private static IEnumerable<string> Endpoints(FirewallSettings firewall, IReadOnlyList<string> fields, FirewallEndpointKind kind) =>
        firewall.Rules.Where(r => fields.Contains(r.Name)).SelectMany(r => r.Endpoints).Where(e => e.Kind == kind).Select(e => e.Value)
            .Distinct(StringComparer.Ordinal);
}
