using System.Text.Json;
using System.Text.Json.Serialization;
using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>The values of an enumeration as lower-case words, exactly.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Words = [.. Values.Select(v => v.ToString().ToLowerInvariant())];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Array.IndexOf(Words, text) is >= 0 and int index
            ? Values[index]
            : throw new PlanValueException($"{(text is null ? "this" : Excerpt.Of(text))} is not one of: {string.Join(", ", Words)}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Words[Array.IndexOf(Values, value)]);
}
