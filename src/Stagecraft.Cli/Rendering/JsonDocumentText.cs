using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stagecraft.Cli.Rendering;

/// <summary>The JSON documents that are the command's own, written like those of the library.</summary>
internal static class JsonDocumentText
{
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Document = Line with { Indented = true, IndentSize = 2, NewLine = "\n" };

    internal static void Write(TextWriter output, bool indented, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer, indented ? Document : Line))
        {
            json.WriteStartObject();
            json.WriteString("format_version", "1.0");
            members(json);
            json.WriteEndObject();
        }

        // At once, so that it is there wholly or not at all.
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + '\n');
        output.Flush();
    }
}
