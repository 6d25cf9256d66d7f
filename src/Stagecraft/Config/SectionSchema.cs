using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>Describes a provider's section as a JSON Schema (draft 7), from the keys that <see cref="SectionReader"/> reads.</summary>
public static partial class SectionSchema
{
    private const string AnySlug = "\\S+";

    /// <summary>The schema of a mapping with these keys and no others.</summary>
    /// <param name="keys">The keys, in the order of the properties.</param>
    public static JsonObject Of(IReadOnlyList<SettingKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
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
            property["default"] = key.Kind is SettingKind.Flag or SettingKind.FlagOrSection
                ? JsonValue.Create(bool.Parse(value2)) : JsonValue.Create(value2);
        }

        return property;
    }

    // Without the links to sections of the reference.
    private static string Description(SettingKey key)
    {
        string range = key.Range.Length == 0 ? "" : $" ({key.Range})";
        return (LinkToSection().Replace(key.Meaning, "") + range).Replace("`", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?:: |\. See )\[[^]]+\]\(#[^)]+\)")]
    private static partial Regex LinkToSection();

    private static JsonObject Rule(SettingKey key) => key.Kind switch
    {
        SettingKind.Script => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        SettingKind.Slug or SettingKind.Image or SettingKind.Variable => Text(key.Expression ?? AnySlug),
        SettingKind.Texts => new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["uniqueItems"] = true,
            ["items"] = new JsonObject { ["type"] = TextTypes(), ["minLength"] = 1 },
        },
        SettingKind.Slugs => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Text(key.Expression ?? AnySlug) },
        SettingKind.Name => Text(NameRule.Expression, key.MaxLength ?? NameRule.MaxLength),
        SettingKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = Whole(DurationText.Expression) },
        SettingKind.Section => Of(key.Keys),
        SettingKind.Sections => new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = Key(NameRule.MaxLength),
            ["additionalProperties"] = Of(key.Keys),
        },
        SettingKind.Mappings => new JsonObject { ["type"] = "array", ["items"] = Of(key.Keys) },
        SettingKind.Custom => key.Schema ?? [],
        SettingKind.Amount => new JsonObject { ["type"] = "number", ["minimum"] = 0, ["multipleOf"] = 0.01 },
        SettingKind.Integer => Integer(key),
        SettingKind.Flag => new JsonObject { ["type"] = "boolean" },
        SettingKind.FlagOrSection =>
            new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, Of(key.Keys)) },
        SettingKind.TextMap => new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = TextTypes(), ["minLength"] = 1 },
        },
        SettingKind.Tags =>
            new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = Text(key.Expression ?? AnySlug, key.MaxLength) },
        SettingKind.Uuid => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
        SettingKind.Choice => new JsonObject { ["enum"] = new JsonArray([.. key.Choices.Select(c => (JsonNode)c)]) },
        SettingKind.Hosts => Environments(key.HostKeys),
        _ => new JsonObject { ["type"] = TextTypes(), ["minLength"] = 1 },
    };

    private static JsonObject Environments(IReadOnlyList<SettingKey> hostKeys) => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["propertyNames"] = Key(HostsReader.MaxEnvironment),
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = Key(NameRule.MaxLength),
            ["additionalProperties"] = Of(hostKeys),
        },
    };

    private static JsonObject Key(int longest) => new() { ["pattern"] = Whole(NameRule.Expression), ["maxLength"] = longest };

    private static JsonObject Text(string expression, int? longest = null)
    {
        JsonObject text = new() { ["type"] = TextTypes(), ["pattern"] = Whole(expression) };
        if (longest is { } length)
        {
            text["maxLength"] = length;
        }

        return text;
    }

    private static JsonObject Integer(SettingKey key)
    {
        JsonObject integer = new() { ["type"] = "integer", ["minimum"] = key.Minimum };
        if (key.Maximum is { } most)
        {
            integer["maximum"] = most;
        }

        return integer;
    }

    // A number is also a string; patterns and lengths do not apply to numbers.
    private static JsonArray TextTypes() => new("string", "number");

    private static string Whole(string expression) => $"^{expression}$";
}
