namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What a key's value is.</summary>
internal enum SettingKind
{
    /// <summary>A text of one line.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    Script,

    /// <summary>A text without spaces.</summary>
    Slug,

    /// <summary>A slug or a number.</summary>
    Image,

    /// <summary>Several slugs.</summary>
    Slugs,

    /// <summary>A name by <see cref="Config.NameRule"/>.</summary>
    Name,

    /// <summary>The name of an environment variable.</summary>
    Variable,

    /// <summary>A number and a unit.</summary>
    Duration,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>Tags of the user's own.</summary>
    Tags,

    Uuid,

    /// <summary>One of <see cref="SettingKey.Choices"/>.</summary>
    Choice,

    /// <summary>Environments and their hosts.</summary>
    Hosts,
}
