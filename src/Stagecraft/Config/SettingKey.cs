using System.Globalization;
using System.Text.Json.Nodes;

namespace Stagecraft.Config;

/// <summary>A key of a provider's section. The one definition that <see cref="SectionReader"/> and <see cref="SectionSchema"/>
/// use.</summary>
/// <param name="Name">The key as it is in the file.</param>
/// <param name="Kind">The type of its value; <see cref="SectionReader"/> refuses to read it as another type.</param>
/// <param name="Meaning">What it means, in Markdown.</param>
public sealed record SettingKey(string Name, SettingKind Kind, string Meaning)
{
    private readonly string? _default;
    private readonly string? _range;

    /// <summary>Whether the key must be present and not empty; the reader reports it otherwise. Default: false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value that an absent key has, as a file would state it; null if it has none. Lists and mappings
    /// have none. Default: that of <see cref="Duration"/>; <c>false</c> for a flag; otherwise null.</summary>
    public string? Default
    {
        get => _default ?? Duration?.DefaultText ?? (Kind is SettingKind.Flag or SettingKind.FlagOrSection ? "false" : null);
        init => _default = value is null || !IsListOrMapping
            ? value : throw new ArgumentException($"{Name} is of kind {Kind}, which has no default", nameof(value));
    }

    /// <summary>The effect of an absent key without a default, in Markdown. Default: <c>none</c>.</summary>
    public string Otherwise { get; init; } = "none";

    /// <summary>The allowed values, in Markdown; empty if the kind determines them. Default: those of <see cref="Duration"/>,
    /// <see cref="Maximum"/> or <see cref="Choices"/>.</summary>
    public string Range
    {
        get => _range
            ?? Duration?.ToMarkdown()
            ?? (Maximum is { } maximum
                ? string.Create(CultureInfo.InvariantCulture, $"`{Minimum}` to `{maximum}`")
                : string.Join(", ", Choices.Select(c => $"`{c}`")));
        init => _range = value;
    }

    /// <summary>The default and the limits of a duration. Default: null.</summary>
    public DurationRange? Duration { get; init; }

    /// <summary>The minimum of an integer, 0 or more. Default: 0.</summary>
    public int Minimum { get; init; }

    /// <summary>The maximum of an integer. Default: null, none.</summary>
    public int? Maximum { get; init; }

    /// <summary>The allowed values of a choice. Default: none.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The maximum length of a name or a tag. Default: null, <see cref="NameRule.MaxLength"/>.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The syntax of a slug, a variable or a tag as a regular expression without anchors, for the schema. Default: null, any
    /// slug.</summary>
    public string? Expression { get; init; }

    /// <summary>The hint for an invalid value of a slug or an image, and for a required key that is absent. Default: null,
    /// no hint.</summary>
    public string? Advice { get; init; }

    /// <summary>The keys of a section, for a key of the kind <see cref="SettingKind.Section"/>, <see cref="SettingKind.Sections"/>,
    /// <see cref="SettingKind.Mappings"/> or <see cref="SettingKind.FlagOrSection"/>. Default: none.</summary>
    public IReadOnlyList<SettingKey> Keys { get; init; } = [];

    /// <summary>The keys of a host, for a key of the kind <see cref="SettingKind.Hosts"/>. Default: none.</summary>
    public IReadOnlyList<SettingKey> HostKeys { get; init; } = [];

    /// <summary>The schema of a value of the kind <see cref="SettingKind.Custom"/>; it is copied. Default: null, any value.</summary>
    public JsonObject? Schema { get; init; }

    private bool IsListOrMapping => Kind is
        SettingKind.Texts or SettingKind.Slugs or SettingKind.Tags or SettingKind.Section or SettingKind.Sections or SettingKind.Mappings
        or SettingKind.Hosts or SettingKind.TextMap;
}
