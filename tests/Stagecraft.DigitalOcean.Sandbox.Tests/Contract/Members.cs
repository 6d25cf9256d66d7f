using System.Text.Json;
using NJsonSchema;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>
/// The members of responses, and the members that the specification documents for the same objects. Schema validation detects neither a
/// misspelled nor a missing optional member.
/// </summary>
internal sealed class Members
{
    private readonly HashSet<string> _documented = [];
    private readonly HashSet<string> _returned = [];

    public IEnumerable<string> Undocumented => _returned.Except(_documented).Order(StringComparer.Ordinal);

    public IEnumerable<string> NeverReturned => _documented.Except(_returned).Order(StringComparer.Ordinal);

    public void Read(JsonElement value, JsonSchema schema) => Read(value, Parts(schema), "");

    private void Read(JsonElement value, IEnumerable<JsonSchema> schema, string path)
    {
        List<JsonSchema> parts = schema.ToList();
        if (value.ValueKind == JsonValueKind.Object)
        {
            _documented.UnionWith(parts.SelectMany(part => part.Properties.Keys).Select(name => $"{path}.{name}"));
            foreach (JsonProperty member in value.EnumerateObject())
            {
                ReadMember(member, parts, path);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Read(item, parts.SelectMany(part => Parts(part.Item)), $"{path}[]");
            }
        }
    }

    private void ReadMember(JsonProperty member, List<JsonSchema> parts, string path)
    {
        // The keys of a map are data.
        List<JsonSchema> map = parts.SelectMany(part => Parts(part.AdditionalPropertiesSchema)).ToList();
        if (map.Count > 0)
        {
            Read(member.Value, map, $"{path}.*");
            return;
        }

        _returned.Add($"{path}.{member.Name}");
        Read(member.Value, parts.SelectMany(part => Parts(Property(part, member.Name))), $"{path}.{member.Name}");
    }

    private static JsonSchema? Property(JsonSchema schema, string name) =>
        schema.Properties.TryGetValue(name, out JsonSchemaProperty? property) ? property : null;

    private static IEnumerable<JsonSchema> Parts(JsonSchema? schema)
    {
        if (schema?.ActualSchema is not { } actual)
        {
            return [];
        }

        return actual.AllOf.Concat(actual.AnyOf).Concat(actual.OneOf).SelectMany(Parts).Prepend(actual);
    }
}
