using System.Globalization;
using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Reads the keys of one mapping as typed values and reports each invalid value once. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 7.1.</summary>
/// <remarks>An absent key has its <see cref="SettingKey.Default"/>. An absent or empty key with <see cref="SettingKey.IsRequired"/> is
/// reported, whatever its kind.</remarks>
public sealed partial class SectionReader
{
    private readonly ConfigMapping _mapping;
    private readonly ConfigProblems _problems;
    private readonly ConfigEntry? _host;
    private HashSet<string>? _misspelled;
    private HashSet<string>? _missing;

    /// <summary>Creates a reader.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="problems">Receives the problems.</param>
    public SectionReader(ConfigMapping mapping, ConfigProblems problems)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(problems);
        (_mapping, _problems) = (mapping, problems);
    }

    internal SectionReader(ConfigMapping mapping, ConfigProblems problems, ConfigEntry host)
        : this(mapping, problems) => _host = host;

    /// <summary>Reports unknown keys, each with the nearest known key, and absent required keys. Call it first: a known key
    /// with a misspelled form counts as present.</summary>
    /// <param name="known">All keys that the mapping may have, in the order to list them.</param>
    public void CheckKeys(IReadOnlyList<SettingKey> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        _misspelled = UnknownKeys.Exist(_mapping, known) ? UnknownKeys.Check(_mapping, [.. known.Select(k => k.Name)], _problems) : null;
        for (int i = 0; i < known.Count; i++)
        {
            if (known[i].IsRequired && _mapping.Find(known[i].Name) is null)
            {
                ReportMissing(known[i], known[i].Advice);
            }
        }
    }

    /// <summary>The path of a key, present or not.</summary>
    /// <param name="key">The key.</param>
    public string PathOf(SettingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _mapping.Path.Length == 0 ? key.Name : $"{_mapping.Path}.{key.Name}";
    }

    /// <summary>The place of a key; the mapping's place if it is absent.</summary>
    /// <param name="key">The key.</param>
    public SourceLocation? LocationOf(SettingKey key) =>
        _mapping.FindEntry(key.Name)?.KeyLocation ?? _mapping.Location;

    /// <summary>A key's value, not validated.</summary>
    /// <param name="key">The key, of any kind.</param>
    public Declared<ConfigNode> Node(SettingKey key) => Read(key, static (node, _, _) => node);

    /// <summary>Whether a key's value is a mapping.</summary>
    /// <param name="key">The key, of any kind.</param>
    public bool IsMapping(SettingKey key) => _mapping.Find((key ?? throw new ArgumentNullException(nameof(key))).Name) is ConfigMapping;

    /// <summary>A string of one line that is not empty; a number is a string too.</summary>
    /// <param name="key">A key of the kind text, name, variable, duration or UUID.</param>
    public Declared<string> Text(SettingKey key) => Read<string>(
        Of(key, SettingKind.Text, SettingKind.Name, SettingKind.Variable, SettingKind.Duration, SettingKind.Uuid),
        static (node, key, problems) => TextRule.Check(node, key.Name, problems));

    /// <summary>A string without whitespace: a region, a size, an image.</summary>
    /// <param name="key">A key of the kind slug or image.</param>
    public Declared<string> Slug(SettingKey key) => Read<string>(
        Of(key, SettingKind.Slug, SettingKind.Image),
        static (node, key, problems) => TextRule.CheckSlug(node, key.Name, problems, key.Advice));

    /// <summary>A list of strings of one line, at least one, without duplicates.</summary>
    /// <param name="key">A key of the kind texts.</param>
    public Declared<IReadOnlyList<Setting<string>>> Texts(SettingKey key) =>
        Read(Of(key, SettingKind.Texts), static (node, key, problems) => TextRule.CheckTexts(node, key.Name, problems));

    /// <summary>A list of strings without whitespace, at least one.</summary>
    /// <param name="key">A key of the kind slugs.</param>
    public Declared<IReadOnlyList<string>> Slugs(SettingKey key) =>
        Read(Of(key, SettingKind.Slugs), static (node, key, problems) => TextRule.CheckSlugs(node, key.Name, problems));

    /// <summary>A name that follows <see cref="NameRule"/>.</summary>
    /// <param name="key">A key of the kind name.</param>
    public Declared<string> Name(SettingKey key) => Read<string>(
        Of(key, SettingKind.Name),
        static (node, key, problems) => TextRule.CheckName(node, key.Name, key.MaxLength ?? NameRule.MaxLength, problems));

    /// <summary>A plain <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">A key of the kind flag, or flag or section.</param>
    /// <returns>The key's default if it is absent; false if it is invalid.</returns>
    public bool Flag(SettingKey key)
    {
        Of(key, SettingKind.Flag, SettingKind.FlagOrSection);
        return (IsAbsent(key) ? key.Default : Read(key, TextRule.CheckFlag).Setting?.Value) is "true";
    }

    /// <summary>A whole number within the limits of the key, without quotes.</summary>
    /// <param name="key">A key of the kind integer.</param>
    public Declared<int> Integer(SettingKey key) => Number(
        Of(key, SettingKind.Integer),
        text => TextRule.Integer(text, key),
        string.Create(
            CultureInfo.InvariantCulture,
            $"a whole number {(key.Maximum is { } most ? $"from {key.Minimum} to {most}" : $"of {key.Minimum} or more")}"),
        "write the number without quotes");

    /// <summary>An amount of money, without quotes.</summary>
    /// <param name="key">A key of the kind amount.</param>
    public Declared<decimal> Amount(SettingKey key) => Number(
        Of(key, SettingKind.Amount), TextRule.Amount, "an amount of 0 or more", "example: 200 or 49.50, without quotes or a currency");

    /// <summary>One of the key's choices.</summary>
    /// <param name="key">A key of the kind choice.</param>
    /// <returns>The choice; the key's default if it is absent; null if it is invalid, or absent without a default.</returns>
    public string? Choice(SettingKey key)
    {
        Of(key, SettingKind.Choice);
        if (IsAbsent(key))
        {
            return key.Default;
        }

        Setting<string>? choice = Read<string>(key, static (node, key, problems) => TextRule.Check(node, key.Name, problems)).Setting;
        if (choice is not { } text || key.Choices.Contains(text.Value))
        {
            return choice?.Value;
        }

        string hint = Suggestion.Nearest(text.Value, key.Choices) is { } meant
            ? $"did you mean '{meant}'?" : $"it is {string.Join(", ", key.Choices)}";
        _problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is not an allowed value", hint);
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

        if (!DurationText.TryParse(text.Value, out TimeSpan duration))
        {
            string message = $"{key.Name} is {Excerpt.Of(text.Value)}, which is not a duration";
            _problems.AddAt(text.Location, text.Path, message, DurationText.Hint);
        }
        else if (duration < range.Min || duration > range.Max)
        {
            _problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is out of its range: {range}");
        }
        else
        {
            return duration;
        }

        return range.Default;
    }

    /// <summary>Reports two keys that exclude each other, at the later one.</summary>
    /// <param name="first">A key that is present.</param>
    /// <param name="second">Another one.</param>
    public void ReportBoth(SettingKey first, SettingKey second)
    {
        SourceLocation? firstPlace = LocationOf(first);
        SourceLocation? secondPlace = LocationOf(second);
        SettingKey later = (firstPlace?.Line, firstPlace?.Column).CompareTo((secondPlace?.Line, secondPlace?.Column)) > 0 ? first : second;
        _problems.AddAt(LocationOf(later), PathOf(later), $"{first?.Name} and {second?.Name} are both set", "keep one of them");
    }

    /// <summary>Reports that a key must be present and not empty, once. A misspelled key is present.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hint">What to do about it. Default: null.</param>
    public void ReportMissing(SettingKey key, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (IsMisspelled(key) || !(_missing ??= []).Add(key.Name))
        {
            return;
        }

        ConfigNode? empty = _mapping.Find(key.Name);
        string owner = key.Kind == SettingKind.Hosts ? " configuration" : _host is null ? "" : $" of host {Excerpt.Of(_host.Key)}";
        _problems.AddAt(
            empty is null ? _host?.KeyLocation ?? _mapping.Location : empty.Location,
            PathOf(key),
            $"{key.Name}{owner} is required",
            hint ?? (key.Kind == SettingKind.Hosts ? HostsReader.MissingHint(key) : null));
    }

    // The schema and the reader cannot differ in the type of a key.
    private static SettingKey Of(SettingKey key, params ReadOnlySpan<SettingKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(key);
        return kinds.Contains(key.Kind) ? key : throw new ArgumentException($"{key.Name} is of kind {key.Kind}", nameof(key));
    }

    private Declared<T> Number<T>(SettingKey key, Func<string?, T?> parse, string rule, string hint)
        where T : struct
    {
        Declared<ConfigNode> declared = Node(key);
        if (declared.Setting is not { Value: { } node })
        {
            return new(declared.IsPresent, null);
        }

        if (parse(TextRule.Plain(node)) is { } number)
        {
            return new(true, new(number, node.Location, node.Path));
        }

        _problems.Add(node, $"{key.Name} must be {rule}, not {TextRule.Found(node)}", hint);
        return new(true, null);
    }

    private bool IsMisspelled(SettingKey key) => _misspelled?.Contains(key.Name) == true;

    /// <summary>Whether a key has its default.</summary>
    private bool IsAbsent(SettingKey key) => !key.IsRequired && _mapping.Find(key.Name) is null && !IsMisspelled(key);

    // A file has thousands of hosts: nothing is allocated for an absent key, and for a check.
    private Declared<T> Read<T>(SettingKey key, Func<ConfigNode, SettingKey, ConfigProblems, T?> check)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        ConfigNode? node = _mapping.Find(key.Name);
        bool isPresent = node is not null || IsMisspelled(key);
        if (key.IsRequired && node is (null or ConfigScalar { Value: null or "" }))
        {
            ReportMissing(key);
            return new Declared<T>(isPresent, null);
        }

        node ??= isPresent || key.Default is null ? null : new ConfigScalar(LocationOf(key), PathOf(key), key.Default, IsQuoted: false);
        Setting<T>? setting = node is not null && check(node, key, _problems) is { } value ? new(value, node.Location, node.Path) : null;
        return new Declared<T>(isPresent, setting);
    }
}
