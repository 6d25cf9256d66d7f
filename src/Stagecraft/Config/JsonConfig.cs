using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.Config;

/// <summary>Makes config nodes of JSON. They are in no file.</summary>
internal static class JsonConfig
{
    public static ConfigMapping Mapping(JsonObject value, string path, int depth)
    {
        Check(depth);
        return new ConfigMapping(
            null, path, [.. value.Select(e => new ConfigEntry(e.Key, null, Node(e.Value, ConfigPath.Key(path, e.Key), depth + 1)))]);
    }

    private static ConfigNode Node(JsonNode? value, string path, int depth) => value switch
    {
        JsonObject mapping => Mapping(mapping, path, depth),
        JsonArray list => Sequence(list, path, depth),
        // A value made of a list or an object of the program's.
        JsonValue made when made.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array =>
            Node(JsonNode.Parse(made.ToJsonString()), path, depth),
        JsonValue scalar => Scalar(scalar, path),
        _ => new ConfigScalar(null, path, null, IsQuoted: false),
    };

    private static ConfigSequence Sequence(JsonArray value, string path, int depth)
    {
        Check(depth);
        return new ConfigSequence(null, path, [.. value.Select((item, i) => Node(item, ConfigPath.Item(path, i), depth + 1))]);
    }

    private static ConfigScalar Scalar(JsonValue value, string path) => value.GetValueKind() switch
    {
        JsonValueKind.String => new ConfigScalar(null, path, Text(value), IsQuoted: true),
        JsonValueKind.Null or JsonValueKind.Undefined => new ConfigScalar(null, path, null, IsQuoted: false),
        _ => new ConfigScalar(null, path, value.ToJsonString(), IsQuoted: false),
    };

    // A value made of a date or a Guid is a text in JSON, but no string here.
    private static string Text(JsonValue value) =>
        value.TryGetValue(out string? text) ? text : JsonNode.Parse(value.ToJsonString())!.GetValue<string>();

    private static void Check(int depth)
    {
        if (depth > ReadLimits.Depth)
        {
            throw new ArgumentException($"The JSON has more than {ReadLimits.Depth} levels.");
        }
    }
}
