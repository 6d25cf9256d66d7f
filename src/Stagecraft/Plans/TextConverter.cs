using System.Text.Json;
using System.Text.Json.Serialization;
using Stagecraft.Config;

namespace Stagecraft.Plans;

/// <summary>Values as JSON strings. Only the string that is written for a value is read.</summary>
internal sealed class TextConverter<T>(string expected, Func<string, T?> parse, Func<T, string> format) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null && parse(text) is { } value && format(value) == text
            ? value : throw new PlanValueException($"{(text is null ? "this" : Excerpt.Of(text))} is not {expected}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}
