using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Reads the keys of one mapping as typed values and reports each invalid value once. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 7.1.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="problems">Receives the problems.</param>
public sealed class SectionReader(ConfigMapping mapping, ConfigProblems problems)
{
    private readonly HashSet<string> _misspelled = new(StringComparer.Ordinal);

    /// <summary>Reports unknown keys, each with the nearest known key. Call it first: a known key with a misspelled form counts as
    /// present.</summary>
    /// <param name="known">All keys that the mapping may have, in the order to list them.</param>
    public void RefuseUnknownKeys(IReadOnlyList<SettingKey> known)
    {
        string[] names = [.. known.Select(k => k.Name)];
        foreach (ConfigEntry entry in mapping.Entries.Where(e => !names.Contains(e.Key)))
        {
            string? meant = Meant(entry.Key, names);
            string hint = meant is null ? $"Known keys: {string.Join(", ", names)}." : $"Did you mean '{meant}'?";
            problems.AddAt(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)}", hint);
            if (meant is not null)
            {
                _misspelled.Add(meant);
            }
        }
    }

    /// <summary>The path of a key, present or not.</summary>
    /// <param name="key">The key.</param>
    public string PathOf(SettingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return mapping.Path.Length == 0 ? key.Name : $"{mapping.Path}.{key.Name}";
    }

    /// <summary>The place of a key; the mapping's place if it is absent.</summary>
    /// <param name="key">The key.</param>
    public SourceLocation? LocationOf(SettingKey key) =>
        mapping.Entries.FirstOrDefault(e => e.Key == key.Name)?.KeyLocation ?? mapping.Location;

    /// <summary>A key's value, not validated.</summary>
    /// <param name="key">The key, of any kind.</param>
    public Declared<ConfigNode> Node(SettingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return mapping.Find(key.Name) is { } node
            ? new Declared<ConfigNode>(true, new Setting<ConfigNode>(node, node.Location, node.Path))
            : new Declared<ConfigNode>(_misspelled.Contains(key.Name), null);
    }

    /// <summary>A string of one line that is not empty; a number is a string too.</summary>
    /// <param name="key">A key of the kind text, name, variable, duration or UUID.</param>
    public Declared<string> Text(SettingKey key) => Read<string>(
        Of(key, SettingKind.Text, SettingKind.Name, SettingKind.Variable, SettingKind.Duration, SettingKind.Uuid),
        node => TextRule.Check(node, key.Name, problems));

    /// <summary>A string without whitespace: a region, a size, an image.</summary>
    /// <param name="key">A key of the kind slug or image.</param>
    public Declared<string> Slug(SettingKey key) =>
        Read<string>(Of(key, SettingKind.Slug, SettingKind.Image), node => TextRule.CheckSlug(node, key.Name, problems));

    /// <summary>A list of strings without whitespace, at least one.</summary>
    /// <param name="key">A key of the kind slugs.</param>
    public Declared<IReadOnlyList<string>> Slugs(SettingKey key) =>
        Read(Of(key, SettingKind.Slugs), node => TextRule.CheckSlugs(node, key.Name, problems));

    /// <summary>A name that follows <see cref="NameRule"/>.</summary>
    /// <param name="key">A key of the kind name.</param>
    public Declared<string> Name(SettingKey key) =>
        Read<string>(Of(key, SettingKind.Name), node => TextRule.CheckName(node, key, problems));

    /// <summary>A string, slug or name that must be present and not empty.</summary>
    /// <param name="key">A key of one of these kinds.</param>
    /// <returns>The value; null if it is absent or invalid, and reported.</returns>
    public Setting<string>? Required(SettingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool isEmpty = mapping.Find(key.Name) is null or ConfigScalar { Value: null or "" };
        if (isEmpty && !_misspelled.Contains(key.Name))
        {
            problems.AddAt(mapping.Find(key.Name)?.Location ?? mapping.Location, PathOf(key), $"{key.Name} is required");
        }

        return isEmpty ? null : key.Kind switch
        {
            SettingKind.Slug or SettingKind.Image => Slug(key).Setting,
            SettingKind.Name => Name(key).Setting,
            _ => Text(key).Setting,
        };
    }

    /// <summary>A plain <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">A key of the kind flag.</param>
    /// <returns>False if it is absent or invalid.</returns>
    public bool Flag(SettingKey key)
    {
        switch (mapping.Find(Of(key, SettingKind.Flag).Name))
        {
            case null or ConfigScalar { IsQuoted: false, Value: "false" }:
                return false;
            case ConfigScalar { IsQuoted: false, Value: "true" }:
                return true;
            case { } node:
                string found = node is ConfigScalar { Value: { } value } ? Excerpt.Of(value) : node.Kind;
                problems.Add(
                    node, $"{key.Name} must be true or false, not {found}", "Write true or false, in lower case and without quotes.");
                return false;
        }
    }

    /// <summary>One of the key's choices.</summary>
    /// <param name="key">A key of the kind choice.</param>
    /// <returns>The choice; null if it is absent or invalid.</returns>
    public string? Choice(SettingKey key)
    {
        if (Read<string>(Of(key, SettingKind.Choice), node => TextRule.Check(node, key.Name, problems)).Setting is not { } text)
        {
            return null;
        }

        if (key.Choices.Contains(text.Value))
        {
            return text.Value;
        }

        string hint = Suggestion.Nearest(text.Value, key.Choices) is { } meant
            ? $"Did you mean '{meant}'?"
            : $"It is {string.Join(", ", key.Choices)}.";
        problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is not an allowed value", hint);
        return null;
    }

    /// <summary>A duration within the limits of the key.</summary>
    /// <param name="key">A key with <see cref="SettingKey.Duration"/>.</param>
    /// <returns>The duration; the key's default if it is absent or invalid.</returns>
    public TimeSpan Duration(SettingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        DurationRange range = key.Duration ?? throw new ArgumentException($"{key.Name} has no range of a duration", nameof(key));
        if (Text(key).Setting is not { } text)
        {
            return range.Default;
        }

        TimeSpan? duration = null;
        if (!DurationText.TryParse(text.Value, out _))
        {
            problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is not a duration", DurationText.Hint);
        }
        else if ((duration = range.Parse(text.Value)) is null)
        {
            problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is out of its range: {range}");
        }

        return duration ?? range.Default;
    }

    // The schema and the reader cannot differ in the type of a key.
    private static SettingKey Of(SettingKey key, params ReadOnlySpan<SettingKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(key);
        return kinds.Contains(key.Kind) ? key : throw new ArgumentException($"{key.Name} is of kind {key.Kind}", nameof(key));
    }

    // 'region' for all hosts means 'default_region', although 'regions' is nearer; an absent key is more likely than a second one.
    private string? Meant(string key, IReadOnlyList<string> known)
    {
        List<string> absent = [.. known.Where(k => mapping.Find(k) is null)];
        return absent.Find(k => k == $"default_{key}") ?? Suggestion.Nearest(key, absent) ?? Suggestion.Nearest(key, known);
    }

    private Declared<T> Read<T>(SettingKey key, Func<ConfigNode, T?> check)
        where T : class
    {
        if (mapping.Find(key.Name) is not { } node)
        {
            return new Declared<T>(_misspelled.Contains(key.Name), null);
        }

        return new Declared<T>(true, check(node) is { } value ? new Setting<T>(value, node.Location, node.Path) : null);
    }
}
