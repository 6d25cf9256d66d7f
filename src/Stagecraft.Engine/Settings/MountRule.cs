using System.Globalization;
using System.Text;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Adds the script that mounts the volumes of a host to its user data.</summary>
internal sealed class MountRule(MountDevice device, int maxBytes, ConfigProblems problems)
{
    /// <returns>The user data with the script; the same user data if no volume is mounted. A text that is too large is reported.</returns>
    public UserData? Add(UserData? own, IReadOnlyList<VolumeSettings> volumes, HostEntry host)
    {
        if (MountScript.Of(volumes, device) is not { } script)
        {
            return own;
        }

        UserData data = MultipartUserData.Of(own, script);
        int size = Encoding.UTF8.GetByteCount(data.Text);
        if (size > maxBytes)
        {
            problems.AddAt(
                host.Settings.LocationOf(SharedHostKeys.Volumes),
                host.Settings.PathOf(SharedHostKeys.Volumes),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the user data of host {Excerpt.Of(host.Name)} has {size} bytes with the script that mounts its volumes: at most "
                        + $"{maxBytes} are allowed"),
                "shorten user_data: load a longer script from elsewhere");
        }

        return data;
    }
}
