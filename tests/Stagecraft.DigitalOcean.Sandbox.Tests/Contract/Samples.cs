using System.Text.Json.Nodes;
using NJsonSchema;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The example requests of the specification: complete ones, or composed of the examples of members.</summary>
internal static class Samples
{
    public static IReadOnlyList<string> Of(Operation operation)
    {
        if (operation.Definition.RequestBody?.Content.Values.FirstOrDefault() is not { } content)
        {
            return [];
        }

        IEnumerable<object> whole =
            content.Examples.Values.Select(example => example.Value).Append(content.Example).Where(example => example is not null);
        return whole.Select(example => example.ToString()!) is var texts && texts.Any()
            ? [.. texts]
            : [.. Alternatives(content.Schema.ActualSchema).Select(node => node.ToJsonString())];
    }

    private static IEnumerable<JsonNode> Alternatives(JsonSchema schema)
    {
        if (schema.DiscriminatorObject is not { } discriminator)
        {
            return [Make(schema)!];
        }

        return discriminator.Mapping.Select(entry =>
        {
            JsonNode sample = Make(entry.Value)!;
            sample[discriminator.PropertyName!] = entry.Key;
            return sample;
        });
    }

    private static JsonNode? Make(JsonSchema schema)
    {
        JsonSchema actual = schema.ActualSchema;
        if ((schema.Example ?? actual.Example) is { } example)
        {
            return JsonNode.Parse(Newtonsoft.Json.JsonConvert.SerializeObject(example));
        }

        if (actual.Item is { } item)
        {
            return new JsonArray(Make(item));
        }

        return actual.Enumeration.FirstOrDefault() is { } word ? JsonValue.Create(word.ToString()) : Object(actual);
    }

    private static JsonObject? Object(JsonSchema schema)
    {
        IEnumerable<JsonObject> parts =
            schema.AllOf.Concat(schema.AnyOf.Take(1)).Concat(schema.OneOf.Take(1)).Select(Make).OfType<JsonObject>();
        List<KeyValuePair<string, JsonNode?>> members = parts.SelectMany(part => part)
            .Concat(schema.Properties.Where(property => !property.Value.IsReadOnly)
                .Select(property => KeyValuePair.Create(property.Key, Make(property.Value))))
            .Where(member => member.Value is not null)
            .ToList();
        return members.Count == 0 ? null : new JsonObject(members.DistinctBy(member => member.Key)
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value!.DeepClone())));
    }
}
