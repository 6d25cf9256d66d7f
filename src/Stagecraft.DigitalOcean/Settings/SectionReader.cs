using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the keys of one mapping as typed values, and reports each that is wrong, once.</summary>
internal sealed class SectionReader(ConfigMapping mapping, ConfigProblems problems)
{
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);

    /// <summary>Reports the keys that are not known. A known key that an unknown one is near to counts as there.</summary>
    public void RefuseUnknownKeys(IReadOnlyList<string> known)
    {
        foreach (ConfigEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key)))
        {
            string? meant = Meant(entry.Key, known);
            string hint = meant is null ? $"Known keys: {string.Join(", ", known)}." : $"Did you mean '{meant}'?";
            problems.AddAt(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)}", hint);
            if (meant is not null)
            {
                _misspelt.Add(meant);
            }
        }
    }

    /// <summary>The path of a key, whether it is there or not.</summary>
    public string PathOf(SettingKey key) => mapping.Path.Length == 0 ? key.Name : $"{mapping.Path}.{key.Name}";

    /// <summary>Where a key stands; the mapping's place where it is absent.</summary>
    public SourceLocation? LocationOf(SettingKey key) => mapping.Entries.FirstOrDefault(e => e.Key == key.Name)?.KeyLocation ?? mapping.Location;

    /// <summary>A key's value as it stands, for those that are read elsewhere.</summary>
    public Declared<ConfigNode> Node(SettingKey key) => mapping.Find(key.Name) is { } node
        ? new Declared<ConfigNode>(true, new Setting<ConfigNode>(node, node.Location, node.Path))
        : new Declared<ConfigNode>(_misspelt.Contains(key.Name), null);

    /// <summary>A text of one line; a number is a text too.</summary>
    public Declared<string> Text(SettingKey key) => Read<string>(
        Of(key, SettingKind.Text, SettingKind.Name, SettingKind.Variable, SettingKind.Duration, SettingKind.Uuid),
        node => TextRule.Check(node, key.Name, problems));

    /// <summary>As <see cref="Text"/>, for a key that must be there with a value.</summary>
    public Setting<string>? RequiredText(SettingKey key)
    {
        bool isEmpty = mapping.Find(key.Name) is null or ConfigScalar { Value: null or "" };
        if (isEmpty && !_misspelt.Contains(key.Name))
        {
            problems.AddAt(mapping.Find(key.Name)?.Location ?? mapping.Location, PathOf(key), $"{key.Name} is required");
        }

        return isEmpty ? null : Text(key).Setting;
    }

    /// <summary>A text without spaces: the name of a region, a size, an image.</summary>
    public Declared<string> Slug(SettingKey key) =>
        Read<string>(Of(key, SettingKind.Slug, SettingKind.Image), node => TextRule.CheckSlug(node, key.Name, problems));

    /// <summary>A list of texts without spaces, at least one.</summary>
    public Declared<IReadOnlyList<string>> Slugs(SettingKey key) =>
        Read(Of(key, SettingKind.Slugs), node => TextRule.CheckSlugs(node, key.Name, problems));

    /// <summary>A plain <c>true</c> or <c>false</c>; false where the key is absent.</summary>
    public bool Flag(SettingKey key) => new MappingReader(mapping, problems).Flag(Of(key, SettingKind.Flag).Name);

    /// <summary>One of the key's words; null where it is absent, or wrong and reported.</summary>
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

        string hint = Suggestion.Nearest(text.Value, key.Choices) is { } meant ? $"Did you mean '{meant}'?" : $"It is {string.Join(", ", key.Choices)}.";
        problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is no such word", hint);
        return null;
    }

    /// <summary>A duration; its default where the key is absent.</summary>
    public TimeSpan Duration(SettingKey key)
    {
        DurationRange range = key.Duration ?? throw new ArgumentException($"{key.Name} has no range of a duration", nameof(key));
        if (Text(key).Setting is not { } text)
        {
            return range.Default;
        }

        TimeSpan? duration = null;
        if (!DurationRange.IsDuration(text.Value))
        {
            problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is not a duration",
                DurationText.Hint);
        }
        else if ((duration = range.Parse(text.Value)) is null)
        {
            problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is out of its range: {range}");
        }

        return duration ?? range.Default;
    }

    // So that the schema cannot say one thing and the parser take another.
    private static SettingKey Of(SettingKey key, params ReadOnlySpan<SettingKind> kinds) =>
        kinds.Contains(key.Kind) ? key : throw new ArgumentException($"{key.Name} is of kind {key.Kind}", nameof(key));

    // Who writes 'region' for all hosts means 'default_region', though 'regions' is nearer; and an absent key more often than a second one.
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
            return new Declared<T>(_misspelt.Contains(key.Name), null);
        }

        return new Declared<T>(true, check(node) is { } value ? new Setting<T>(value, node.Location, node.Path) : null);
    }
}
