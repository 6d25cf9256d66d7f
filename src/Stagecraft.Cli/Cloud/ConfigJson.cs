using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Stagecraft.Cli.Cloud;

/// <summary>Converts YAML to JSON. A plain scalar that is a JSON literal stays one; every other scalar becomes a string.</summary>
internal static partial class ConfigJson
{
    internal static ReadOnlySpan<byte> Of(ConfigNode node)
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer))
        {
            Write(json, node);
        }

        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, ConfigNode node)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                json.WriteStartObject();
                foreach (ConfigEntry entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case ConfigSequence sequence:
                json.WriteStartArray();
                foreach (ConfigNode item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WriteScalar(json, (ConfigScalar)node);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, ConfigScalar scalar)
    {
        if (scalar.Value is not { } value)
        {
            json.WriteNullValue();
        }
        else if (!scalar.IsQuoted && (value is "true" or "false" || Number().IsMatch(value)))
        {
            json.WriteRawValue(value);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
