using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stagecraft.Plans;

/// <summary>How all JSON of this library is written: the same bytes everywhere, whatever the platform and the culture.</summary>
internal static class JsonText
{
    internal const string FormatVersion = "1.0";

    // Relaxed: the text is never put into HTML, and names stay readable. Control characters are escaped all the same.
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly JsonWriterOptions Document = Line with { Indented = true, IndentSize = 2, NewLine = "\n" };

    internal static string Of(bool indented, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        Write(buffer, indented, write);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static void Write(IBufferWriter<byte> output, bool indented, Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter json = new Utf8JsonWriter(output, indented ? Document : Line);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    internal static void WriteNumberOrNull(this Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(key, known);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
