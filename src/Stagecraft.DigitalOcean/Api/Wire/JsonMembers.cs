using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Members of JSON objects with a required type. A member of another type is a <see cref="JsonException"/>.</summary>
internal static class JsonMembers
{
    public static string Text(this JsonObject json, string name) => json.OptionalText(name) ?? throw Missing(name);

    public static string? OptionalText(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Missing(name),
    };

    public static int Integer(this JsonObject json, string name) => json.OptionalInteger(name) ?? throw Missing(name);

    public static int? OptionalInteger(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int number) => number,
        _ => throw Missing(name),
    };

    /// <summary>An id that is text.</summary>
    public static ResourceId Id(this JsonObject json, string name) =>
        json.OptionalText(name) is { } text && !string.IsNullOrWhiteSpace(text) ? new ResourceId(text) : throw Missing(name);

    /// <summary>The id of a droplet, which is a number.</summary>
    public static ResourceId DropletId(this JsonObject json, string name) =>
        json[name] is JsonValue value ? ToDropletId(value.ToString()) : throw Missing(name);

    /// <summary>The id of a droplet, from its digits.</summary>
    public static ResourceId ToDropletId(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0
            ? WireMapper.ToMachineId(id)
            : throw new JsonException("the id of a droplet is not a positive number");

    public static bool? OptionalFlag(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => throw Missing(name),
    };

    public static JsonObject Object(this JsonObject json, string name) => json.OptionalObject(name) ?? throw Missing(name);

    public static JsonObject? OptionalObject(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw Missing(name),
    };

    /// <summary>The objects of a list that must be present.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) =>
        json[name] is JsonArray list ? list.Select(item => item as JsonObject ?? throw Missing(name)) : throw Missing(name);

    /// <summary>The objects that are the members of an object, each with the name of its member as <paramref name="key"/>.</summary>
    public static IEnumerable<JsonObject> Members(this JsonObject json, string name, string key)
    {
        foreach ((string id, JsonNode? node) in json.Object(name))
        {
            JsonObject item = node as JsonObject ?? throw Missing(name);
            item[key] = id;
            yield return item;
        }
    }

    /// <summary>The strings and numbers of a list; none if it is absent or null.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item is JsonValue value ? value.ToString() : throw Missing(name))],
        _ => throw Missing(name),
    };

    private static JsonException Missing(string name) => new($"the member '{name}' is missing or has another type");
}
