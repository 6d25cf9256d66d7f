using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A request body: an object whose members are read by name. Null is treated as absent.</summary>
internal sealed class JsonBody
{
    private readonly JsonElement _object;

    /// <summary>An object without members.</summary>
    public static readonly JsonBody Empty = new(JsonElement.Parse("{}"), "body");

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

    /// <summary>One of the given words; null if absent.</summary>
    public string? Word(string name, params string[] words) => Text(name) is not { } text || words.Contains(text)
        ? Text(name)
        : throw ApiError.Unprocessable($"{name} must be one of {string.Join(", ", words)}.");

    /// <summary>A whole number in a range; null if absent.</summary>
    public int? Number(string name, int min, int max) => Find(name) is not { } value ? null
        : NumberOf(value) is { } number && number >= min && number <= max ? (int)number
        : throw ApiError.Unprocessable($"{name} must be a number from {min} to {max}.");

    public JsonBody? Object(string name) => Find(name) is { } value ? new JsonBody(value, name) : null;

    /// <summary>Whether the member is present, even if it is null.</summary>
    public bool Mentions(string name) => _object.TryGetProperty(name, out _);

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => TextOf(item) ?? throw ApiError.Unprocessable($"{name} must hold strings."))];

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
