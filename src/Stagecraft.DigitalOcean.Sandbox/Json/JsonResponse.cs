using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Responses with API objects.</summary>
internal static class JsonResponse
{
    /// <summary>Reused, because growing a buffer to the size of a page costs more than writing the page.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static ApiResponse Object<T>(int status, string member, T value, JsonTypeInfo<T> type) =>
        Write(status, json =>
        {
            json.WritePropertyName(member);
            JsonSerializer.Serialize(json, value, type);
        });

    public static ApiResponse Page<T>(ApiCall call, string member, IReadOnlyList<T> items, long total, JsonTypeInfo<T> type) =>
        Write(200, json =>
        {
            WriteArray(json, member, items, type);
            WritePaging(json, call, total);
        });

    public static ApiResponse NoContent() => new(204);

    public static ApiResponse Error(int status, string id, string message, string requestId) =>
        Write(status, json =>
        {
            json.WriteString("id", id);
            json.WriteString("message", message);
            json.WriteString("request_id", requestId);
        });

    public static void WriteArray<T>(Utf8JsonWriter json, string member, IReadOnlyList<T> items, JsonTypeInfo<T> type)
    {
        json.WriteStartArray(member);
        foreach (T? item in items)
        {
            JsonSerializer.Serialize(json, item, type);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the members <c>links</c> and <c>meta</c> of a list.</summary>
    public static void WritePaging(Utf8JsonWriter json, ApiCall call, long total)
    {
        json.WritePropertyName("links");
        PageLinks.Write(json, call, total);
        json.WriteStartObject("meta");
        json.WriteNumber("total", total);
        json.WriteEndObject();
    }

    public static ApiResponse Write(int status, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new ArrayBufferWriter<byte>(64 * 1024);
        buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new ApiResponse(status, buffer.WrittenSpan.ToArray());
    }
}
