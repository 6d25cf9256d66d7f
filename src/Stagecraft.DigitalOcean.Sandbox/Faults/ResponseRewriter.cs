using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>Rewrites the body of an response.</summary>
internal static class ResponseRewriter
{
    private static readonly HashSet<string> MembersWithStatus =
        new(StringComparer.Ordinal) { "droplet", "droplets", "action", "firewall", "firewalls", "load_balancer", "load_balancers" };

    /// <summary>Replaces the link to the next page of a list.</summary>
    public static ApiResponse SetNextPage(ApiResponse response, string url) => Change(response, root =>
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

    public static ApiResponse AddUnknownFields(ApiResponse response) => Change(response, AddFields);

    public static ApiResponse SetUnknownStatus(ApiResponse response) => Change(response, root =>
    {
        foreach ((string? name, JsonNode? value) in root)
        {
            if (MembersWithStatus.Contains(name) || (name == "actions" && root.ContainsKey("meta")))
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

    private static void AddFields(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                AddFields(item);
            }
        }
        else if (node is JsonObject value)
        {
            foreach ((string _, JsonNode? member) in value.ToList())
            {
                AddFields(member);
            }

            value["x_new_number"] = 42;
            value["x_new_object"] = new JsonObject { ["list"] = new JsonArray(1, "two", null, new JsonObject()) };
        }
    }

    private static ApiResponse Change(ApiResponse response, Action<JsonObject> change)
    {
        if (response.Body.IsEmpty || JsonNode.Parse(response.Body.Span) is not JsonObject root)
        {
            return response;
        }

        change(root);
        return response.WithBody(JsonSerializer.SerializeToUtf8Bytes(root, SandboxJson.Default.JsonObject));
    }
}
