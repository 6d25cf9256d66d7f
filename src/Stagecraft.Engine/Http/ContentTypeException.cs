using System.Text.Json;

namespace Stagecraft.Engine.Http;

/// <summary>The body of a response is not JSON, according to its headers: it is not from the API.</summary>
/// <param name="mediaType">The content type; null without one.</param>
/// <param name="page">The beginning of the body.</param>
internal sealed class ContentTypeException(string? mediaType, ReadOnlyMemory<byte> page)
    : JsonException($"its content type is {mediaType ?? "missing"}{(PageTitle.Of(page) is { } title ? $": '{title}'" : "")}");
