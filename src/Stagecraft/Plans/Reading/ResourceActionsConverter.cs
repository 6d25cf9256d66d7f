using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stagecraft.Plans.Reading;

/// <summary>Actions as a JSON array of words, in the order in which they are executed.</summary>
internal sealed class ResourceActionsConverter : JsonConverter<ResourceActions>
{
    private static readonly (ResourceActions Actions, string[] Words)[] Known =
    [
        (ResourceActions.None, []),
        (ResourceActions.Create, ["create"]),
        (ResourceActions.Update, ["update"]),
        (ResourceActions.Delete, ["delete"]),
        (ResourceActions.Replace, ["delete", "create"]),
    ];

    public override ResourceActions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<string?> words = [];
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String && words.Count <= Known.Length)
            {
                words.Add(reader.GetString());
            }

            foreach ((ResourceActions actions, string[] known) in Known)
            {
                if (reader.TokenType == JsonTokenType.EndArray && words.SequenceEqual(known))
                {
                    return actions;
                }
            }
        }

        throw new PlanValueException("actions must be one of: [], [\"create\"], [\"update\"], [\"delete\"], [\"delete\", \"create\"]");
    }

    public override void Write(Utf8JsonWriter writer, ResourceActions value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string word in Known.First(k => k.Actions == value).Words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
