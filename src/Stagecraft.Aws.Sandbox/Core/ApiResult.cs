using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The content of a success: elements of XML, or JSON.</summary>
internal sealed record ApiResult(IReadOnlyList<object?> Elements, JsonNode? Json)
{
    public static ApiResult Of(params IReadOnlyList<object?> elements) => new(elements, null);

    public static ApiResult OfJson(JsonNode body) => new([], body);

    /// <summary>The result of changes without other content.</summary>
    public static ApiResult True { get; } = Of(Protocol.Xml.Bool("return", true));
}
