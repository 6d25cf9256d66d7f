using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>A declared host, with all tags that its machine gets.</summary>
internal sealed record DesiredHost(HostSettings Settings, IReadOnlyList<string> Tags)
{
    public string Name => Settings.Name;

    public string MachineName => Settings.MachineName;

    public HostSpec ToSpec() => new()
    {
        Name = Settings.Name,
        MachineName = Settings.MachineName,
        Role = Settings.Role,
        Size = Settings.Size,
        Region = Settings.Region,
        Image = Settings.Image,
        Tags = Tags,
    };

    /// <summary>Hosts of equal keys differ in their names only, so that one request can create them together.</summary>
    public string CreationKey { get; } = string.Join(
        '\n',
        Settings.Size,
        Settings.Region,
        Settings.Image,
        string.Join(',', Tags),
        Settings.UserData?.Sha256,
        Settings.Monitoring,
        Settings.Backups,
        Settings.Ipv6,
        Settings.VpcUuid);
}
