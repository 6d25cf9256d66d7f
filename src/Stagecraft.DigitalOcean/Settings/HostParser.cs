namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads one host.</summary>
internal sealed class HostParser(
    HostDefaults valueDefaults,
    AllowList regions,
    AllowList sizes,
    string sshUser,
    string sshKeys,
    VpcRule vpcs,
    IReadOnlyDictionary<string, Setting<string>> doProjects,
    Setting<string>? doProject,
    UserDataRule userData,
    ConfigProblems problems)
{
    private readonly VolumeRule _volumes = new(DropletVolumes.Limits, problems);
    private readonly MountRule _mounts = new(DropletVolumes.Device, UserData.MaxBytes, problems);
    private readonly ReservedIpRule _reservedIps = new(problems);

    /// <returns>The settings; null if a problem was reported.</returns>
    public HostSettings? Parse(HostEntry host)
    {
        SectionReader reader = host.Settings;
        string? role = reader.Name(HostKeys.Role).Setting?.Value;
        ValueDefaults defaults = valueDefaults.Of(host, role);
        Setting<string>? size = valueDefaults.Effective(HostKeys.Size, host, defaults.Size, sizes);
        Setting<string>? region = valueDefaults.Effective(HostKeys.Region, host, defaults.Region, regions);
        Declared<string> image = reader.Slug(HostKeys.Image).Or(defaults.Image);
        IReadOnlyList<string> tags = TagRule.Check(reader.Node(HostKeys.Tags), problems);
        UserData? own = userData.Read(reader);
        bool monitoring = reader.Flag(HostKeys.Monitoring);
        (bool backups, BackupPolicy? policy) = BackupRule.Read(reader, problems);
        bool ipv6 = reader.Flag(HostKeys.Ipv6);
        Setting<string>? vpcUuid = VpcUuid(reader, problems);
        Setting<string>? vpc = reader.Node(HostKeys.VpcUuid).IsPresent ? null : vpcs.Of(host, region?.Value);
        IReadOnlyList<VolumeSettings> volumes = _volumes.Read(host, region?.Value);
        UserData? data = _mounts.Add(own, volumes, host);
        Setting<string>? reservedIp = _reservedIps.Read(host);
        (HostWait wait, HostHealth health) = HealthRule.Read(reader, problems);
        bool isProtected = reader.Flag(HostKeys.Protected);
        if (host.MachineName is null || role is null || size is null || region is null)
        {
            return null;
        }

        Setting<string> effectiveImage = (image.IsPresent ? image.Setting : null)
            ?? new(DigitalOceanSettings.ImageByDefault, host.Location, host.Path);
        return new HostSettings
        {
            Name = host.Name,
            MachineName = host.MachineName,
            Role = role,
            Size = size.Value,
            SizeSetting = size,
            Region = region.Value,
            RegionSetting = region,
            Image = effectiveImage.Value,
            ImageSetting = effectiveImage,
            Tags = tags,
            SshUser = sshUser,
            SshKeys = sshKeys,
            UserData = data,
            IsUserDataIgnored = own is { HasKnownFormat: false },
            Monitoring = monitoring,
            Backups = backups,
            BackupPolicy = policy,
            Ipv6 = ipv6,
            VpcUuid = vpcUuid,
            Vpc = vpc,
            DoProject = doProjects.GetValueOrDefault(host.Environment) ?? doProject,
            Volumes = volumes,
            ReservedIp = reservedIp is null ? null : ReservedIpSettings.Of(host.Name, region.Value, reservedIp),
            Wait = wait,
            Health = health,
            WaitPlace = (reader.LocationOf(HostKeys.Wait), reader.PathOf(HostKeys.Wait)),
            IsProtected = isProtected,
            Location = host.Location,
            Path = host.Path,
        };
    }

    private static Setting<string>? VpcUuid(SectionReader reader, ConfigProblems problems)
    {
        if (reader.Text(HostKeys.VpcUuid).Setting is not { } text)
        {
            return null;
        }

        if (!Guid.TryParseExact(text.Value, "D", out Guid uuid))
        {
            problems.AddAt(text.Location, text.Path, $"vpc_uuid {Excerpt.Of(text.Value)} is not a UUID",
                "example: 5a4981aa-9653-4bd1-bef5-d6bff52042e4");
        }

        return text with { Value = uuid.ToString("D") };
    }
}
