using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the keys of one mapping as typed values, and reports each that is wrong, once.</summary>
internal sealed class SectionReader(ConfigMapping mapping, SettingsProblems problems)
{
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);

    /// <summary>Reports the keys that are not known. A known key that an unknown one is near to counts as there.</summary>
    public void RefuseUnknownKeys(IReadOnlyList<string> known)
    {
        foreach (ConfigEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key)))
        {
            string? meant = Meant(entry.Key, known);
            string hint = meant is null ? $"Known keys: {string.Join(", ", known)}." : $"Did you mean '{meant}'?";
            problems.Add(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)}", hint);
            if (meant is not null)
            {
                _misspelt.Add(meant);
            }
        }
    }

    /// <summary>The path of a key, whether it is there or not.</summary>
    public string PathOf(string key) => mapping.Path.Length == 0 ? key : $"{mapping.Path}.{key}";

    /// <summary>Where a key stands; the mapping's place where it is absent.</summary>
    public SourceLocation LocationOf(string key) => mapping.Entries.FirstOrDefault(e => e.Key == key)?.KeyLocation ?? mapping.Location;

    /// <summary>A key's value as it stands, for those that are read elsewhere.</summary>
    public Declared<ConfigNode> Node(string key) => mapping.Find(key) is { } node
        ? new Declared<ConfigNode>(true, new Setting<ConfigNode>(node, node.Location, node.Path))
        : new Declared<ConfigNode>(_misspelt.Contains(key), null);

    /// <summary>A text of one line; a number is a text too.</summary>
    public Declared<string> Text(string key) => Read<string>(key, node => TextRule.Check(node, key, problems));

    /// <summary>As <see cref="Text"/>, for a key that must be there with a value.</summary>
    public Setting<string>? RequiredText(string key)
    {
        bool isEmpty = mapping.Find(key) is null or ConfigScalar { Value: null or "" };
        if (isEmpty && !_misspelt.Contains(key))
        {
            problems.Add(mapping.Find(key)?.Location ?? mapping.Location, PathOf(key), $"{key} is required");
        }

        return isEmpty ? null : Text(key).Setting;
    }

    /// <summary>A text without spaces: the name of a region, a size, an image.</summary>
    public Declared<string> Slug(string key) => Read<string>(key, node => TextRule.CheckSlug(node, key, problems));

    /// <summary>A list of texts without spaces, at least one.</summary>
    public Declared<IReadOnlyList<string>> Slugs(string key) => Read(key, node => TextRule.CheckSlugs(node, key, problems));

    /// <summary>A plain <c>true</c> or <c>false</c>; false where the key is absent.</summary>
    public bool Flag(string key)
    {
        switch (mapping.Find(key))
        {
            case null or ConfigScalar { IsQuoted: false, Value: "false" }:
                return false;
            case ConfigScalar { IsQuoted: false, Value: "true" }:
                return true;
            case { } node:
                string found = node is ConfigScalar { Value: { } value } ? Excerpt.Of(value) : node.Kind;
                problems.Add(node, $"{key} must be true or false, not {found}", "Write true or false, in lower case and without quotes.");
                return false;
        }
    }

    /// <summary>A duration; its default where the key is absent.</summary>
    public TimeSpan Duration(string key, DurationRange range)
    {
        if (Text(key).Setting is not { } text)
        {
            return range.Default;
        }

        TimeSpan? duration = null;
        if (!DurationRange.IsDuration(text.Value))
        {
            problems.Add(text.Location, text.Path, $"{key} is {Excerpt.Of(text.Value)}, which is not a duration",
                "Write a whole number and a unit, ms, s, m or h, for instance 10s.");
        }
        else if ((duration = range.Parse(text.Value)) is null)
        {
            problems.Add(text.Location, text.Path, $"{key} is {Excerpt.Of(text.Value)}, which is out of its range: {range}");
        }

        return duration ?? range.Default;
    }

    // Who writes 'region' for all hosts means 'default_region', though 'regions' is nearer; and an absent key more often than a second one.
    private string? Meant(string key, IReadOnlyList<string> known)
    {
        List<string> absent = [.. known.Where(k => mapping.Find(k) is null)];
        return absent.Find(k => k == $"default_{key}") ?? Suggestion.Nearest(key, absent) ?? Suggestion.Nearest(key, known);
    }

    private Declared<T> Read<T>(string key, Func<ConfigNode, T?> check)
        where T : class
    {
        if (mapping.Find(key) is not { } node)
        {
            return new Declared<T>(_misspelt.Contains(key), null);
        }

        return new Declared<T>(true, check(node) is { } value ? new Setting<T>(value, node.Location, node.Path) : null);
    }
}
