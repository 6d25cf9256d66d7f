using System.Text.Json.Nodes;
using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The section as a JSON schema (draft 7), from the keys that the parser reads.</summary>
internal static class SectionSchema
{
    public static JsonObject Create() => Mapping(SectionKeys.All);

    private static JsonObject Mapping(IReadOnlyList<SettingKey> keys)
    {
        JsonObject properties = new JsonObject();
        foreach (SettingKey key in keys)
        {
            properties[key.Name] = Property(key);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. keys.Where(k => k.IsRequired).Select(k => (JsonNode)k.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Property(SettingKey key)
    {
        JsonObject property = new JsonObject { ["description"] = Description(key) };
        foreach ((string name, JsonNode? value) in Rule(key))
        {
            property[name] = value?.DeepClone();
        }

        if (key.Default is { } value2)
        {
            property["default"] = key.Kind == SettingKind.Flag ? JsonValue.Create(bool.Parse(value2)) : JsonValue.Create(value2);
        }

        return property;
    }

    private static string Description(SettingKey key)
    {
        string range = key.Range.Length == 0 ? "" : $" ({key.Range})";
        return (key.Meaning + range).Replace("`", "", StringComparison.Ordinal);
    }

    private static JsonObject Rule(SettingKey key) => key.Kind switch
    {
        SettingKind.Script => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        SettingKind.Slug or SettingKind.Image => Slug(),
        SettingKind.Slugs => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Slug() },
        SettingKind.Name => Name(key.MaxLength ?? NameRule.MaxLength),
        SettingKind.Variable => Text(TokenEnvRule.Expression),
        SettingKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = Whole(DurationRange.Expression) },
        SettingKind.Flag => new JsonObject { ["type"] = "boolean" },
        SettingKind.Tags => new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = Tag() },
        SettingKind.Uuid => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
        SettingKind.Choice => new JsonObject { ["enum"] = new JsonArray([.. key.Choices.Select(c => (JsonNode)c)]) },
        SettingKind.Hosts => Environments(),
        _ => new JsonObject { ["type"] = TextTypes(), ["minLength"] = 1 },
    };

    private static JsonObject Environments()
    {
        JsonObject host = Mapping(HostKeys.All);
        host["not"] = new JsonObject { ["required"] = new JsonArray(HostKeys.UserData.Name, HostKeys.UserDataFile.Name) };
        return new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["propertyNames"] = Key(HostsParser.MaxEnvironment),
            ["additionalProperties"] = new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = Key(NameRule.MaxLength),
                ["additionalProperties"] = host,
            },
        };
    }

    private static JsonObject Key(int longest) => new() { ["pattern"] = Whole(NameRule.Expression), ["maxLength"] = longest };

    private static JsonObject Name(int longest)
    {
        JsonObject name = Text(NameRule.Expression);
        name["maxLength"] = longest;
        return name;
    }

    private static JsonObject Slug() => Text("\\S+");

    private static JsonObject Tag()
    {
        JsonObject tag = Text($"(?!{TagRule.Reserved}(-|$)){TagRule.Expression}");
        tag["maxLength"] = TagRule.MaxLength;
        return tag;
    }

    private static JsonObject Text(string expression) => new() { ["type"] = TextTypes(), ["pattern"] = Whole(expression) };

    // A number serves as a text; patterns and lengths say nothing of numbers.
    private static JsonArray TextTypes() => new("string", "number");

    private static string Whole(string expression) => $"^{expression}$";
}
