using System.Text.Json.Nodes;

namespace Stagecraft.Config;

/// <summary>The JSON schema (draft 7) of <c>stagecraft.yml</c>, for editors. It does not restrict sections other than those of <see
/// cref="StagecraftFile"/>.</summary>
public static class StagecraftSchema
{
    /// <summary>The schema of the whole file.</summary>
    /// <param name="sections">The schema of each provider's section, by the provider's id, in the order to list them.</param>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, JsonObject>> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        JsonArray ids = new JsonArray();
        JsonObject providers = new JsonObject();
        foreach ((string id, JsonObject section) in sections)
        {
            ids.Add((JsonNode)id);
            providers[id] = section;
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "stagecraft.yml",
            ["description"] = "The hosts of each environment.",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["project"] = Project(),
                ["cloud"] = new JsonObject
                {
                    ["description"] = "Where the hosts are.",
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        [StagecraftFileParser.ProviderKey] = new JsonObject
                        {
                            ["description"] = "The provider to use.",
                            ["type"] = "string",
                            ["enum"] = ids,
                        },
                        [StagecraftFileParser.ProvidersKey] = new JsonObject
                        {
                            ["description"] = "A section for each provider. Only that of cloud.provider is read.",
                            ["type"] = "object",
                            ["properties"] = providers,
                        },
                    },
                    ["required"] = new JsonArray(StagecraftFileParser.ProviderKey, StagecraftFileParser.ProvidersKey),
                    ["additionalProperties"] = false,
                },
            },
            ["required"] = new JsonArray("cloud"),
        };
    }

    private static JsonObject Project() => new()
    {
        ["description"] = "Keeps the hosts of several projects in one account apart.",
        ["type"] = new JsonArray("object", "null"),
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject
            {
                ["description"] = "A droplet made for one project is never touched for another.",
                ["type"] = new JsonArray("string", "number"),
                ["pattern"] = $"^{NameRule.Expression}$",
                ["maxLength"] = NameRule.MaxLength,
            },
        },
    };
}
