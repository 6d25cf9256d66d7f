using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The allowed values of a key.</summary>
/// <param name="Key">The list's key: <c>regions</c> or <c>sizes</c>.</param>
/// <param name="Values">The values; empty allows all.</param>
internal sealed record AllowList(string Key, IReadOnlyList<string> Values)
{
    private const int MaxShown = 10;

    /// <summary>Reads the list of a key. A list that is absent or invalid allows all.</summary>
    public static AllowList Read(SettingKey key, SectionReader reader) =>
        new(key.Name, [.. (reader.Slugs(key).Setting?.Value ?? []).Distinct(StringComparer.Ordinal)]);

    /// <summary>Reports a value that is not in the list. The value of a default is reported once, at the default.</summary>
    public void Check(Declared<string> declared, string what, ConfigProblems problems)
    {
        if (declared.Setting is not { } setting || Values.Count == 0 || Values.Contains(setting.Value))
        {
            return;
        }

        string hint = Suggestion.Nearest(setting.Value, Values) is { } meant
            ? $"did you mean {Excerpt.Of(meant)}?"
            : $"allowed: {string.Join(", ", Values.Take(MaxShown).Select(Excerpt.Of))}{(Values.Count > MaxShown ? ", …" : "")}";
        problems.AddAt(setting.Location, setting.Path, $"{what} {Excerpt.Of(setting.Value)} is not in {Key}", hint);
    }
}
