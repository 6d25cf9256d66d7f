namespace Stagecraft.Config;

/// <summary>The type of a key's value.</summary>
public enum SettingKind
{
    /// <summary>A string of one line.</summary>
    Text,

    /// <summary>A list of strings of one line.</summary>
    Texts,

    /// <summary>A string of several lines.</summary>
    Script,

    /// <summary>A string without whitespace.</summary>
    Slug,

    /// <summary>A slug or a number.</summary>
    Image,

    /// <summary>A list of slugs.</summary>
    Slugs,

    /// <summary>A name that follows <see cref="NameRule"/>.</summary>
    Name,

    /// <summary>The name of an environment variable.</summary>
    Variable,

    /// <summary>A number and a unit, see <see cref="DurationText"/>.</summary>
    Duration,

    /// <summary>A whole number from <see cref="SettingKey.Minimum"/> to <see cref="SettingKey.Maximum"/>.</summary>
    Integer,

    /// <summary>An amount of money: a number of 0 or more with at most two decimals.</summary>
    Amount,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A list of tags.</summary>
    Tags,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>One of <see cref="SettingKey.Choices"/>.</summary>
    Choice,

    /// <summary>A mapping with the keys of <see cref="SettingKey.Keys"/>.</summary>
    Section,

    /// <summary>A mapping of names, each with the keys of <see cref="SettingKey.Keys"/>.</summary>
    Sections,

    /// <summary>A list of mappings with the keys of <see cref="SettingKey.Keys"/>.</summary>
    Mappings,

    /// <summary>A value that the driver reads itself, with the schema of <see cref="SettingKey.Schema"/>.</summary>
    Custom,

    /// <summary>Environments and their hosts, each with the keys of <see cref="SettingKey.HostKeys"/>.</summary>
    Hosts,

    /// <summary><c>true</c>, <c>false</c>, or a mapping with the keys of <see cref="SettingKey.Keys"/>.</summary>
    FlagOrSection,

    /// <summary>A mapping of names to strings of one line.</summary>
    TextMap,
}
