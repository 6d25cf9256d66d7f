namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The volumes of DigitalOcean.</summary>
internal static class DropletVolumes
{
    private const string Prefix = "/dev/disk/by-id/scsi-0DO_Volume_";

    public static VolumeLimits Limits { get; } = new(DropletTerms.Terms, MaxPerHost: 15, MaxName: 64, BeginWithLetter: true);

    public static MountDevice Device { get; } = new() { Machine = DropletTerms.Terms.Machine, Command = $"device=\"{Prefix}$1\"" };

    /// <summary>The path of a volume's device, which is the same on every droplet.</summary>
    public static string DeviceOf(VolumeSettings volume) => Prefix + volume.CloudName;
}
