using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A firewall of the account.</summary>
internal sealed record Firewall : Resource
{
    /// <summary>The firewall as it was read.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>In the order of the API, inbound rules first.</summary>
    public required IReadOnlyList<ActualRule> Rules { get; init; }

    /// <summary>The droplets that it applies to by their ids.</summary>
    public required IReadOnlyList<string> Droplets { get; init; }

    public static Firewall Of(JsonObject json)
    {
        string? status = json.OptionalText("status");
        return new Firewall
        {
            Id = new ResourceId(json.Text("id")),
            CloudName = json.Text("name"),
            Targets = json["tags"] is null ? null : json.Texts("tags"),
            Status = status,
            IsReady = status == "succeeded" && (json["pending_changes"] is null || !json.Objects("pending_changes").Any()),
            Json = json,
            Rules =
            [
                .. json.Objects(ActualRule.Inbound).Select(r => ActualRule.Of(r, isInbound: true)),
                .. json.Objects(ActualRule.Outbound).Select(r => ActualRule.Of(r, isInbound: false)),
            ],
            Droplets = json.Texts("droplet_ids"),
        };
    }

    public IReadOnlyDictionary<string, string> Fields(ResourceContext context)
    {
        Dictionary<string, string> fields = Rules.GroupBy(r => r.Name, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => FirewallText.Endpoints(g.SelectMany(r => r.Endpoints(context))), StringComparer.Ordinal);
        fields[HostTargets.FieldName] = ActualTargets.TextOf(Targets ?? [], Droplets, context);
        return fields;
    }
}
