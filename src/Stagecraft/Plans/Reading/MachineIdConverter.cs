using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stagecraft.Plans.Reading;

/// <summary>Ids as JSON strings.</summary>
internal sealed class MachineIdConverter : JsonConverter<MachineId>
{
    public override MachineId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? new MachineId(text)
            : throw new PlanValueException("an id must be a string that is not empty");

    public override void Write(Utf8JsonWriter writer, MachineId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
