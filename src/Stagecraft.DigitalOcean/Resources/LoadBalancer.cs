using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A load balancer of the account.</summary>
internal sealed record LoadBalancer : Resource
{
    /// <summary>The load balancer as it was read.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>In the order of the API.</summary>
    public required IReadOnlyList<ActualForward> Rules { get; init; }

    /// <summary>The droplets that receive the traffic by their ids; none if it has a tag.</summary>
    public required IReadOnlyList<string> Droplets { get; init; }

    /// <summary>The number of nodes; null if the response does not show it.</summary>
    public required int? Nodes { get; init; }

    public required LoadBalancerHealth? Health { get; init; }

    public required bool Redirect { get; init; }

    public static LoadBalancer Of(JsonObject json)
    {
        string status = json.Text("status");
        string? tag = json.OptionalText("tag");
        return new LoadBalancer
        {
            Id = json.Id("id"),
            CloudName = json.Text("name"),
            Targets = json.ContainsKey("tag") ? string.IsNullOrEmpty(tag) ? [] : [tag] : null,
            Region = json.Object("region").Text("slug"),
            Status = status,
            IsReady = status == "active" && !string.IsNullOrEmpty(json.OptionalText("ip")),
            Json = json,
            Rules = [.. json.Objects("forwarding_rules").Select(ActualForward.Of)],
            Droplets = string.IsNullOrEmpty(tag) ? json.Texts("droplet_ids") : [],
            Nodes = json.OptionalInteger("size_unit"),
            Health = json.OptionalObject("health_check") is { } check
                ? new(check.Text("protocol"), check.Integer("port"), check.OptionalText("path")) : null,
            Redirect = json.OptionalFlag("redirect_http_to_https") ?? false,
        };
    }

    /// <summary>The fields that a declared load balancer declares; all of them without one.</summary>
    /// <param name="declared">The declared load balancer, or null.</param>
    /// <param name="context">The environment.</param>
    /// <param name="certificates">The names of the certificates by id.</param>
    public Dictionary<string, string> Fields(
        LoadBalancerSettings? declared, ResourceContext context, IReadOnlyDictionary<string, string> certificates)
    {
        Dictionary<string, string> fields = Rules.GroupBy(r => r.Name, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => string.Join("; ", g.Select(r => r.Value(certificates))), StringComparer.Ordinal);
        fields[LoadBalancerParser.RoleField] = ActualTargets.TextOf(Targets ?? [], Droplets, context);
        fields[LoadBalancerKeys.Region.Name] = Region!;
        if (Nodes is { } nodes && (declared is null || declared.Nodes is not null))
        {
            fields[LoadBalancerKeys.Nodes.Name] = nodes.ToString(CultureInfo.InvariantCulture);
        }

        if (Health is { } health && (declared is null || declared.Health is not null))
        {
            fields[LoadBalancerKeys.Health.Name] = health.Text;
        }

        if (declared is null ? Redirect : declared.Redirect is not null)
        {
            fields[LoadBalancerKeys.Redirect.Name] = Redirect ? "true" : "false";
        }

        return fields;
    }
}
