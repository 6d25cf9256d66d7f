using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>An alert policy of the account.</summary>
internal sealed record AlertPolicy : Resource
{
    private static readonly string[] ReadOnly = ["uuid"];

    /// <summary>The policy as it was read. It contains webhook URLs, which are secrets.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The droplets that it applies to by their ids.</summary>
    public required IReadOnlyList<string> Droplets { get; init; }

    public required string Condition { get; init; }

    public required string Window { get; init; }

    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>The Slack channels, with hashes of their URLs.</summary>
    public required IReadOnlyList<string> Slack { get; init; }

    public required bool IsEnabled { get; init; }

    public static AlertPolicy Of(JsonObject json)
    {
        JsonObject alerts = json.Object("alerts");
        return new AlertPolicy
        {
            Id = json.Id("uuid"),
            CloudName = json.Text("description"),
            Targets = json.Texts("tags"),
            Json = json,
            Droplets = json.Texts("entities"),
            Condition = AlertText.Condition(json.Text("type"), json.Text("compare"), Number(json, "value")),
            Window = json.Text("window"),
            Emails = alerts.Texts("email"),
            Slack = alerts["slack"] is null
                ? [] : [.. alerts.Objects("slack").Select(s => AlertText.Slack(s.Text("channel"), s.Text("url")))],
            IsEnabled = json.OptionalFlag("enabled") ?? true,
        };
    }

    public IReadOnlyDictionary<string, string> Fields(ResourceContext context)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            [HostTargets.FieldName] = ActualTargets.TextOf(Targets ?? [], Droplets, context),
            [AlertText.ConditionField] = Condition,
            [AlertKeys.For.Name] = Window,
        };
        if (Emails.Count > 0)
        {
            fields[AlertText.EmailField] = AlertText.Emails(Emails);
        }

        if (Slack.Count > 0)
        {
            fields[AlertText.SlackField] = string.Join(", ", Slack.Order(StringComparer.Ordinal));
        }

        if (!IsEnabled)
        {
            fields[AlertText.EnabledField] = "false";
        }

        return fields;
    }

    /// <summary>The body of a write: what was read, with all that the file declares.</summary>
    /// <param name="declared">The declared alert.</param>
    /// <param name="actual">The policy as it was read; null for a new one.</param>
    /// <param name="tags">The tags of its hosts, in the spelling of the account.</param>
    public static JsonObject Body(AlertSettings declared, AlertPolicy? actual, IEnumerable<string> tags)
    {
        JsonObject body = (JsonObject?)actual?.Json.DeepClone() ?? [];
        foreach (string member in ReadOnly)
        {
            body.Remove(member);
        }

        JsonObject alerts = (JsonObject?)body.OptionalObject("alerts")?.DeepClone() ?? [];
        alerts["email"] = new JsonArray([.. declared.Emails.Select(e => (JsonNode?)e)]);
        alerts["slack"] = declared.SlackUrl is null
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["channel"] = declared.SlackChannel, ["url"] = declared.SlackUrl });
        body["alerts"] = alerts;
        body["description"] = declared.CloudName;
        body["type"] = declared.Metric;
        body["compare"] = AlertText.Above;
        body["value"] = declared.Threshold;
        body["window"] = declared.For;
        body["tags"] = new JsonArray([.. tags.Select(t => (JsonNode?)t)]);
        body["entities"] = new JsonArray();
        body["enabled"] = true;
        return body;
    }

    /// <summary>The kind and the name only.</summary>
    public override string ToString() => $"{ResourceKind.Alert} {CloudName}";

    private static decimal Number(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out double number) && Math.Abs(number) < 1e15
            ? decimal.Round((decimal)number, 2)
            : throw new JsonException($"the member '{name}' is missing or has another type");
}
