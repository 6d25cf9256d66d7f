using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>
/// Serializes each object once and caches the bytes. For the immutable objects that most of a list consists of: the size, image and
/// region of each droplet.
/// </summary>
internal sealed class CachedJsonConverter<T> : JsonConverter<T>
    where T : class
{
    private static readonly ConditionalWeakTable<T, byte[]> Cache = [];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Responses are never deserialized.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Cache.GetValue(value, Serialize), skipInputValidation: true);

    private static byte[] Serialize(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)CatalogJson.Default.GetTypeInfo(typeof(T))!);
}
