using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace FileHosts.Settings;

/// <summary>The keys of the section, for the reader and the schema.</summary>
internal static class FileKeys
{
    public static readonly SettingKey Role = new("role", SettingKind.Name, "The host's role, for example `app`.") { IsRequired = true };
    public static readonly SettingKey Size = new("size", SettingKind.Slug, "The machine's size: any string.") { IsRequired = true };
    public static readonly SettingKey Protected = new("protected", SettingKind.Flag, "Protects the machine from deletion.");

    public static readonly SettingKey Wait = new("wait", SettingKind.Choice, "What an apply waits for.")
    {
        Default = HostWaitWords.Active,
        Choices = HostWaitWords.All,
    };

    public static readonly SettingKey File = new(
        "file", SettingKind.Text, "The file; a relative path starts at the config file's directory.")
    { IsRequired = true };

    public static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "The hosts of each environment.")
    {
        IsRequired = true,
        HostKeys = [Role, Size, Protected, Wait],
    };

    public static IReadOnlyList<SettingKey> Section { get; } = [File, Hosts];
}
