using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys of a volume, for the parser, the schema and the reference.</summary>
internal static class VolumeKeys
{
    /// <summary>The API's maximum size, in GiB.</summary>
    public const int MaxSize = 16 * 1024;

    public const string Xfs = "xfs";

    public static readonly SettingKey Size = new(
        "size", SettingKind.Integer, "The size in GiB. A larger size is an update; a volume cannot shrink.")
    {
        IsRequired = true,
        Minimum = 1,
        Maximum = MaxSize,
    };

    public static readonly SettingKey Filesystem = new("filesystem", SettingKind.Choice, "The file system of a new volume.")
    {
        Default = "ext4",
        Choices = ["ext4", Xfs],
    };

    public static readonly SettingKey Mount = new(
        "mount", SettingKind.Text, "The directory where the {machine} mounts the volume at every boot.")
    {
        Otherwise = "not mounted",
        Range = "an absolute path",
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [Size, Filesystem, Mount];
}
