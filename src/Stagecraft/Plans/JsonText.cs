using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.Plans;

/// <summary>Writes JSON in the form of all documents of this library: the same bytes on every platform and in every culture.</summary>
public static class JsonText
{
    internal const string FormatVersion = "1.0";

    // Relaxed: the text is never put into HTML, and names stay readable. Control characters are escaped all the same.
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly JsonWriterOptions Document = Line with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>A document with <c>format_version</c> as its first member, without a final line end.</summary>
    /// <param name="indented">Whether it spans several lines.</param>
    /// <param name="writeMembers">Writes the other members; an object is open.</param>
    public static string ToText(bool indented, Action<Utf8JsonWriter> writeMembers)
    {
        ArgumentNullException.ThrowIfNull(writeMembers);
        return Of(indented, json =>
        {
            json.WriteString("format_version", FormatVersion);
            writeMembers(json);
        });
    }

    /// <summary>A document that exists as a node, on several lines and without a final line end.</summary>
    /// <param name="document">The document.</param>
    public static string ToText(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Written(Document, json => document.WriteTo(json));
    }

    /// <summary>Writes a member whose value is a list of strings.</summary>
    /// <param name="json">The writer; an object must be open.</param>
    /// <param name="key">The member's key.</param>
    /// <param name="items">The strings.</param>
    public static void WriteStrings(this Utf8JsonWriter json, string key, IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(items);
        json.WriteStartArray(key);
        foreach (string item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a member whose value is a list of objects.</summary>
    /// <param name="json">The writer; an object must be open.</param>
    /// <param name="key">The member's key.</param>
    /// <param name="items">The items.</param>
    /// <param name="writeMembers">Writes the members of an item.</param>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> writeMembers)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(writeMembers);
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            writeMembers(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Of(bool indented, Action<Utf8JsonWriter> writeMembers) => Written(indented ? Document : Line, json =>
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    });

    internal static string Written(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
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
