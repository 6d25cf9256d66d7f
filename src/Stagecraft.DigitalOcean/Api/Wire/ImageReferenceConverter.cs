using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>An image is named by a slug, or by an id, which the API wants as a number.</summary>
internal sealed class ImageReferenceConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Creates are written, never read.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (value.All(char.IsAsciiDigit) && long.TryParse(value, out long id))
        {
            writer.WriteNumberValue(id);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
