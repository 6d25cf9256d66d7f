using System.Globalization;
using System.Text.RegularExpressions;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the volumes of hosts. One instance reads a whole file, so that a name that two volumes have is found.</summary>
/// <param name="limits">The limits of the cloud.</param>
/// <param name="problems">Receives the problems.</param>
internal sealed partial class VolumeRule(VolumeLimits limits, ConfigProblems problems)
{
    private static readonly string[] SystemDirectories =
        ["/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr", "/var"];

    private readonly Dictionary<string, ConfigEntry> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigEntry> _cloudNames = new(StringComparer.Ordinal);

    /// <summary>The volumes of a host, sorted ordinally by name. Invalid volumes are reported and omitted.</summary>
    /// <param name="host">The host.</param>
    /// <param name="region">Its region; null if it is invalid and reported.</param>
    public IReadOnlyList<VolumeSettings> Read(HostEntry host, string? region)
    {
        List<VolumeSettings> volumes = [];
        Dictionary<string, ConfigEntry> mounts = new(StringComparer.Ordinal);
        IReadOnlyList<(ConfigEntry Entry, SectionReader Reader)> sections = host.Settings.Sections(SharedHostKeys.Volumes);
        foreach ((ConfigEntry entry, SectionReader reader) in sections)
        {
            bool isNamed = IsNamed(host, entry);
            int? size = reader.Integer(VolumeKeys.Size).Setting?.Value;
            string? filesystem = reader.Choice(VolumeKeys.Filesystem);
            string? mount = Mount(reader, entry, mounts);
            if (isNamed && host.MachineName is not null && region is not null && size is { } gigabytes && filesystem is not null)
            {
                volumes.Add(VolumeSettings.Of(host, entry.Key, gigabytes, filesystem, region) with
                {
                    Mount = mount,
                    Location = entry.KeyLocation,
                    Path = entry.Value.Path,
                });
            }
        }

        if (sections.Count > limits.MaxPerHost)
        {
            problems.AddAt(
                host.Settings.LocationOf(SharedHostKeys.Volumes),
                host.Settings.PathOf(SharedHostKeys.Volumes),
                $"host {Excerpt.Of(host.Name)} has {sections.Count} volumes: "
                    + $"{limits.Terms.OneMachine} can have at most {limits.MaxPerHost}");
        }

        return [.. volumes.OrderBy(v => v.Name, StringComparer.Ordinal)];
    }

    private bool IsNamed(HostEntry host, ConfigEntry volume)
    {
        if (!NameRule.IsValid(volume.Key))
        {
            Report(volume, $"{Excerpt.Of(volume.Key)} is not a valid name of a volume", NameRule.Hint);
            return false;
        }

        if (host.MachineName is not { } machine)
        {
            return false;
        }

        string cloudName = $"{machine}-{volume.Key}";
        if (limits.BeginWithLetter && !char.IsAsciiLetterLower(cloudName[0]))
        {
            Report(
                volume,
                $"the volume's name {Excerpt.Of(cloudName)} does not begin with a letter, which {limits.Terms.Cloud} requires",
                $"it begins with the {limits.Terms.Machine}'s name; rename the environment or the host, or set machine_name");
            return false;
        }

        if (cloudName.Length > limits.MaxName || $"{host.Name}-{volume.Key}".Length > NameRule.MaxLength)
        {
            Report(
                volume,
                $"the volume's name {Excerpt.Of(cloudName)} is {cloudName.Length} characters long: at most {limits.MaxName} are allowed",
                $"it is the {limits.Terms.Machine}'s name and the volume's; shorten one of them");
            return false;
        }

        return IsFree(_names, $"{host.Environment}/{host.Name}-{volume.Key}", $"{host.Name}-{volume.Key}", volume)
            && IsFree(_cloudNames, cloudName, cloudName, volume);
    }

    private bool IsFree(Dictionary<string, ConfigEntry> taken, string key, string name, ConfigEntry volume)
    {
        if (taken.TryAdd(key, volume))
        {
            return true;
        }

        Report(volume, $"the volume's name {Excerpt.Of(name)} is already that of {Place(taken[key])}", "rename one of the two volumes");
        return false;
    }

    private string? Mount(SectionReader reader, ConfigEntry volume, Dictionary<string, ConfigEntry> mounts)
    {
        if (reader.Text(VolumeKeys.Mount).Setting is not { } mount)
        {
            return null;
        }

        // The path is part of a script and of /etc/fstab.
        if (!Path().IsMatch(mount.Value))
        {
            problems.AddAt(
                mount.Location,
                mount.Path,
                $"mount is {Excerpt.Of(mount.Value)}, which is not an absolute path of a directory",
                "example: /data; use letters, digits, '_', '-' and '.', and no '/' at the end");
            return null;
        }

        if (SystemDirectories.FirstOrDefault(d => IsHidden(d, mount.Value)) is { } directory)
        {
            problems.AddAt(
                mount.Location,
                mount.Path,
                $"mount is {Excerpt.Of(mount.Value)}: the volume would hide {directory} of the system",
                "example: /data");
            return null;
        }

        if (!mounts.TryAdd(mount.Value, volume))
        {
            problems.AddAt(
                mount.Location, mount.Path, $"mount {Excerpt.Of(mount.Value)} is already that of {Place(mounts[mount.Value])}");
        }

        return mount.Value;
    }

    private static bool IsHidden(string directory, string mount) =>
        mount == directory
        || (directory is "/dev" or "/proc" or "/sys" or "/run" && mount.StartsWith(directory + "/", StringComparison.Ordinal));

    private static string Place(ConfigEntry entry) =>
        entry.Value.Path + (entry.KeyLocation is { } place ? string.Create(CultureInfo.InvariantCulture, $" in line {place.Line}") : "");

    private void Report(ConfigEntry volume, string message, string? hint) =>
        problems.AddAt(volume.KeyLocation, volume.Value.Path, message, hint);

    [GeneratedRegex(@"^(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
