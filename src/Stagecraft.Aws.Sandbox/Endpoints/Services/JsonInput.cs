using System.Text;
using System.Text.Json;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>Reads the body of a request to a JSON service.</summary>
internal static class JsonInput
{
    /// <summary>A string member; null if it is missing.</summary>
    public static string? Text(JsonElement body, string name) =>
        Member(body, name, JsonValueKind.String)?.GetString();

    public static string Required(JsonElement body, string name) =>
        Text(body, name) is { Length: > 0 } text ? text : throw Invalid($"The member {name} is required.");

    public static bool Bool(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.True;

    public static IReadOnlyList<JsonElement> List(JsonElement body, string name) =>
        Member(body, name, JsonValueKind.Array) is { } list ? [.. list.EnumerateArray()] : [];

    /// <summary>The page of a list that MaxResults and NextToken choose, and the next token. Tokens are offsets.</summary>
    public static (IReadOnlyList<T> Page, string? NextToken) Page<T>(JsonElement body, IReadOnlyList<T> all, int max, string tokenError)
    {
        int size = Member(body, "MaxResults", JsonValueKind.Number) is { } number && number.TryGetInt32(out int asked) ? asked : max;
        if (size < 1 || size > max)
        {
            throw Invalid($"The member MaxResults must be from 1 to {max}.");
        }

        int start = Text(body, "NextToken") is { } token ? Offset(token, tokenError) : 0;
        string? next = start + size < all.Count
            ? Convert.ToBase64String(Encoding.ASCII.GetBytes((start + size).ToString(CultureInfo.InvariantCulture)))
            : null;
        return ([.. all.Skip(start).Take(size)], next);
    }

    public static AwsError Invalid(string message) => AwsError.BadRequest("ValidationException", message);

    private static int Offset(string token, string error)
    {
        Span<byte> bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out int length)
            && int.TryParse(bytes[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
                ? offset
                : throw AwsError.BadRequest(error, "The pagination token is invalid.");
    }

    private static JsonElement? Member(JsonElement body, string name, JsonValueKind kind) =>
        !body.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == kind ? member
        : throw AwsError.BadRequest("SerializationException", $"The member {name} has the wrong type.");
}
