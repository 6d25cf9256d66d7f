using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stagecraft.Plans;

/// <summary>Actions as a JSON array of words, in the order in which they are executed.</summary>
internal sealed class ResourceActionsConverter : JsonConverter<ResourceActions>
{
    private static readonly (ResourceActions Actions, JsonElement Words)[] Known =
    [
        (ResourceActions.None, JsonElement.Parse("[]")),
        (ResourceActions.Create, JsonElement.Parse("[\"create\"]")),
        (ResourceActions.Update, JsonElement.Parse("[\"update\"]")),
        (ResourceActions.Delete, JsonElement.Parse("[\"delete\"]")),
        (ResourceActions.Replace, JsonElement.Parse("[\"delete\", \"create\"]")),
    ];

    public override ResourceActions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement words = JsonElement.ParseValue(ref reader);
        return Array.FindIndex(Known, k => JsonElement.DeepEquals(k.Words, words)) is >= 0 and int index
            ? Known[index].Actions
            : throw new PlanValueException($"actions must be one of: {string.Join(", ", Known.Select(k => k.Words.GetRawText()))}");
    }

    public override void Write(Utf8JsonWriter writer, ResourceActions value, JsonSerializerOptions options) =>
        Known.First(k => k.Actions == value).Words.WriteTo(writer);
}
