namespace Stagecraft.Engine.Settings;

/// <summary>How the script that mounts volumes finds the device of a volume.</summary>
internal sealed record MountDevice
{
    /// <summary>The word for a machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The command that sets <c>device</c> to the path of the device with the name <c>$1</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Whether the path is not known before the volume is attached.</summary>
    public bool IsLate { get; init; }

    /// <summary>The functions that <see cref="Command"/> uses. Default: none.</summary>
    public string Functions { get; init; } = "";

    /// <summary>The name of the device of one of the volumes of a host, without characters that need quotes. Default: the volume's name in
    /// the cloud.</summary>
    public Func<IReadOnlyList<VolumeSettings>, VolumeSettings, string> NameOf { get; init; } = (_, volume) => volume.CloudName;
}
