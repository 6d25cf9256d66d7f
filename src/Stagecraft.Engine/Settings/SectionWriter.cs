using System.Globalization;
using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>Writes typed settings as values of a file. A value that is absent is not written.</summary>
internal static class SectionWriter
{
    public static JsonObject Written(params ReadOnlySpan<(SettingKey Key, JsonNode? Value)> values)
    {
        JsonObject written = [];
        foreach ((SettingKey key, JsonNode? value) in values)
        {
            if (value is not null)
            {
                written[key.Name] = value;
            }
        }

        return written;
    }

    public static JsonArray? Texts(IReadOnlyList<string>? values) =>
        values is { Count: > 0 } ? new JsonArray([.. values.Select(v => (JsonNode?)v)]) : null;

    public static JsonValue? Flag(bool flag) => flag ? JsonValue.Create(true) : null;

    public static JsonArray? Mappings<T>(IReadOnlyList<T>? values, Func<T, JsonObject> write)
        where T : class =>
        values is null ? null : new JsonArray([.. values.Select(v => v is null ? null : (JsonNode?)write(v))]);

    public static JsonObject? Optional<T>(Dictionary<string, T>? values, Func<T, JsonObject?> write)
        where T : class =>
        values is { Count: > 0 } ? Sorted(values, write) : null;

    // A null value is refused like a key without a value.
    public static JsonObject? Sorted<T>(Dictionary<string, T>? values, Func<T, JsonNode?> write)
        where T : class =>
        values is null ? null : new JsonObject(values
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => KeyValuePair.Create(v.Key, v.Value is null ? null : write(v.Value))));

    public static string? Wait(HostWait wait) =>
        wait == HostWait.Active ? null : Enum.IsDefined(wait) ? HostWaitWords.Of(wait) : ((int)wait).ToString(CultureInfo.InvariantCulture);

    public static string? Duration(TimeSpan? value) => value is { } duration ? DurationText.Format(duration) : null;
}
