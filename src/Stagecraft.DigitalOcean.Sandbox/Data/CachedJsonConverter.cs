using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>
/// Writes an object as it was written the first time. For immutable ones that many answers repeat: the size, image and region of
/// every droplet are most of a page, and the same few objects.
/// </summary>
internal sealed class CachedJsonConverter<T> : JsonConverter<T>
    where T : class
{
    private static readonly ConditionalWeakTable<T, byte[]> Written = [];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The shapes of answers are not read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Written.GetValue(value, WriteFirst), skipInputValidation: true);

    private static byte[] WriteFirst(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)CatalogJson.Default.GetTypeInfo(typeof(T))!);
}
