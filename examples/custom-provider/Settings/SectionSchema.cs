using System.Text.Json.Nodes;
using Stagecraft.Config;

namespace FileHosts.Settings;

/// <summary>The section as a JSON schema (draft 7), for editors.</summary>
internal static class SectionSchema
{
    public static JsonObject Create() => Object(
        "Hosts that are entries of a JSON file.",
        new JsonObject
        {
            [SectionKeys.File] = Text("The file; a relative path is behind this file's folder."),
            [SectionKeys.Hosts] = Named("The hosts of each environment.", Named("The hosts of an environment.", Host())),
        },
        SectionKeys.OfSection);

    private static JsonObject Host() => Object(
        "A host.",
        new JsonObject
        {
            [SectionKeys.Role] = Text("What it is for, for instance app.", $"^{NameRule.Expression}$"),
            [SectionKeys.Size] = Text("How large it is: any word.", "^\\S+$"),
        },
        SectionKeys.OfHost);

    private static JsonObject Text(string description, string? pattern = null)
    {
        JsonObject text = new JsonObject { ["description"] = description, ["type"] = new JsonArray("string", "number"), ["minLength"] = 1 };
        if (pattern is not null)
        {
            text["pattern"] = pattern;
        }

        return text;
    }

    private static JsonObject Named(string description, JsonObject value) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = $"^{NameRule.Expression}$" },
        ["additionalProperties"] = value,
    };

    private static JsonObject Object(string description, JsonObject properties, string[] required) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(k => (JsonNode)k)]),
        ["additionalProperties"] = false,
    };
}
