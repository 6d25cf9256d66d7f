using Microsoft.Extensions.Logging;

namespace Stagecraft.Testing;

/// <summary>One line of a log.</summary>
public sealed record LogLine(
    string Category, LogLevel Level, int Id, string? Name, string Text, IReadOnlyList<KeyValuePair<string, object?>> Values,
    string? Exception)
{
    public object? this[string value] => Values.Single(v => v.Key == value).Value;

    /// <summary>All that a sink could write of it.</summary>
    public string Everything => $"{Category} {Name} {Text} {string.Join(' ', Values.Select(v => $"{v.Key}={v.Value}"))} {Exception}";
}
