namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A key of the config. The one definition that the parser reads by, and that the schema and the reference are made and checked from.</summary>
/// <param name="Name">As it stands in the file.</param>
/// <param name="Kind">What its value is; the reader refuses to read it as anything else.</param>
/// <param name="Meaning">What it means, in Markdown.</param>
internal sealed record SettingKey(string Name, SettingKind Kind, string Meaning)
{
    private readonly string? _default;
    private readonly string? _range;

    public bool IsRequired { get; init; }

    /// <summary>The value that counts where the key is absent, as it would be written; null where none does.</summary>
    public string? Default
    {
        get => _default ?? Duration?.DefaultText ?? (Kind == SettingKind.Flag ? "false" : null);
        init => _default = value;
    }

    /// <summary>What happens without the key, where that is no value of its own; in Markdown.</summary>
    public string Otherwise { get; init; } = "none";

    /// <summary>What the value may be, in Markdown; empty where its kind says it all.</summary>
    public string Range
    {
        get => _range ?? Duration?.ToMarkdown() ?? string.Join(", ", Choices.Select(c => $"`{c}`"));
        init => _range = value;
    }

    /// <summary>The default and the limits of a duration.</summary>
    public DurationRange? Duration { get; init; }

    /// <summary>The words that there are to choose from; empty where the value is no choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public int? MaxLength { get; init; }
}
