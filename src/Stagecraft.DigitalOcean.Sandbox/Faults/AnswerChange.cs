using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>Rewrites the body of an answer.</summary>
internal static class AnswerChange
{
    private static readonly HashSet<string> WithStatus =
        new(StringComparer.Ordinal) { "droplet", "droplets", "action" };

    /// <summary>Leads from a list to another next page.</summary>
    public static ApiResponse Next(ApiResponse answer, string url) => Change(answer, root =>
    {
        if (!root.ContainsKey("meta"))
        {
            return;
        }

        JsonObject links = root["links"] as JsonObject ?? [];
        JsonObject pages = links["pages"] as JsonObject ?? [];
        pages["next"] = url;
        links["pages"] = pages;
        root["links"] = links;
    });

    public static ApiResponse UnknownFields(ApiResponse answer) => Change(answer, AddTo);

    public static ApiResponse UnknownStatus(ApiResponse answer) => Change(answer, root =>
    {
        foreach ((string? name, JsonNode? value) in root)
        {
            if (WithStatus.Contains(name) || (name == "actions" && root.ContainsKey("meta")))
            {
                SetStatus(value);
            }
        }
    });

    private static void SetStatus(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                SetStatus(item);
            }
        }
        else if (node is JsonObject value && value.ContainsKey("status"))
        {
            value["status"] = "hibernating";
        }
    }

    private static void AddTo(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                AddTo(item);
            }
        }
        else if (node is JsonObject value)
        {
            foreach ((string _, JsonNode? member) in value.ToList())
            {
                AddTo(member);
            }

            value["x_new_number"] = 42;
            value["x_new_object"] = new JsonObject { ["list"] = new JsonArray(1, "two", null, new JsonObject()) };
        }
    }

    private static ApiResponse Change(ApiResponse answer, Action<JsonObject> change)
    {
        if (answer.Body.IsEmpty || JsonNode.Parse(answer.Body.Span) is not JsonObject root)
        {
            return answer;
        }

        change(root);
        return answer.With(JsonSerializer.SerializeToUtf8Bytes(root, SandboxJson.Default.JsonObject));
    }
}
