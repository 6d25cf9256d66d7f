using System.Text.Json;

namespace Stagecraft.Engine.Http;

/// <summary>The body of a response is not JSON, according to its headers: it is not from the API.</summary>
internal sealed class ContentTypeException(string? mediaType) : JsonException($"its content type is {mediaType ?? "missing"}");
