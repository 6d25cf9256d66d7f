using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request body: an object whose members are read by name. Null is treated as absent.</summary>
internal sealed class JsonBody
{
    private readonly JsonElement _object;

    public JsonBody(JsonElement value, string name) =>
        _object = value.ValueKind == JsonValueKind.Object ? value : throw ApiError.Unprocessable($"{name} must be an object.");

    public static JsonBody Parse(ApiRequest request)
    {
        try
        {
            RequireUnicode(request.Body.Span);
            JsonElement root = JsonElement.Parse(request.Body.Span);
            if (root.ValueKind == JsonValueKind.Object)
            {
                return new JsonBody(root, "body");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The error below is the same as for a body that is not an object.
        }

        throw ApiError.BadRequest("error parsing request body");
    }

    public bool Has(string name) => Find(name) is not null;

    public JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) =>
        Find(name) is not { } value ? null : TextOf(value) ?? throw ApiError.Unprocessable($"{name} must be a string.");

    public bool? Boolean(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw ApiError.Unprocessable($"{name} must be a boolean."),
    };

    public IReadOnlyList<JsonElement> Items(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
        _ => throw ApiError.Unprocessable($"{name} must be an array."),
    };

    public static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    /// <summary>The parser validates a string when it is read, which is too late to reject the whole body.</summary>
    private static void RequireUnicode(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }
}
