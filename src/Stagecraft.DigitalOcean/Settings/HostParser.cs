using System.Text;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads one host.</summary>
internal sealed class HostParser(
    ValueDefaults sectionDefaults,
    IReadOnlyDictionary<string, EnvironmentSettings> environments,
    AllowList regions,
    AllowList sizes,
    string sshKeys,
    VpcRule vpcs,
    Setting<string>? doProject,
    UserDataRule userData,
    ConfigProblems problems)
{
    /// <summary>The maximum length of a role, which is part of a tag.</summary>
    public const int MaxRole = TagRule.MaxLength - 16; // stagecraft-role-

    private readonly VolumeRule _volumes = new(problems);
    private readonly ReservedIpRule _reservedIps = new(problems);

    /// <returns>The settings; null if a problem was reported.</returns>
    public HostSettings? Parse(HostEntry host)
    {
        SectionReader reader = host.Settings;
        string? role = reader.Name(HostKeys.Role).Setting?.Value;
        ValueDefaults defaults = DefaultsOf(host, role);
        Setting<string>? size = Effective(HostKeys.Size, host, reader, defaults.Size, sizes);
        Setting<string>? region = Effective(HostKeys.Region, host, reader, defaults.Region, regions);
        Declared<string> image = reader.Slug(HostKeys.Image).Or(defaults.Image);
        IReadOnlyList<string> tags = TagRule.Check(reader.Node(HostKeys.Tags), problems);
        UserData? own = userData.Read(reader);
        bool monitoring = reader.Flag(HostKeys.Monitoring);
        (bool backups, BackupPolicy? policy) = BackupRule.Read(reader, problems);
        bool ipv6 = reader.Flag(HostKeys.Ipv6);
        Setting<string>? vpcUuid = VpcUuid(reader, problems);
        Setting<string>? vpc = reader.Node(HostKeys.VpcUuid).IsPresent ? null : vpcs.Of(host, region?.Value);
        IReadOnlyList<VolumeSettings> volumes = _volumes.Read(host, region?.Value);
        UserData? data = WithMounts(own, volumes, host);
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
            SshKeys = sshKeys,
            UserData = data,
            IsUserDataIgnored = own is { HasKnownFormat: false },
            Monitoring = monitoring,
            Backups = backups,
            BackupPolicy = policy,
            Ipv6 = ipv6,
            VpcUuid = vpcUuid,
            Vpc = vpc,
            DoProject = environments.GetValueOrDefault(host.Environment)?.DoProject ?? doProject,
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

    private ValueDefaults DefaultsOf(HostEntry host, string? role)
    {
        EnvironmentSettings environment = environments.GetValueOrDefault(host.Environment, EnvironmentSettings.None);
        ValueDefaults ofRole = role is null ? default : environment.Roles.GetValueOrDefault(role);
        return ofRole.Or(environment.Defaults).Or(sectionDefaults);
    }

    private Setting<string>? Effective(SettingKey key, HostEntry host, SectionReader reader, Declared<string> fallback, AllowList allowed)
    {
        Declared<string> own = reader.Slug(key);
        allowed.Check(own, key.Name, problems);
        Declared<string> declared = own.Or(fallback);
        if (!declared.IsPresent)
        {
            problems.AddAt(
                host.Location,
                reader.PathOf(key),
                $"host {Excerpt.Of(host.Name)} has no {key.Name}",
                $"Set {key.Name}, or default_{key.Name} for all hosts.");
        }

        return declared.Setting;
    }

    private UserData? WithMounts(UserData? own, IReadOnlyList<VolumeSettings> volumes, HostEntry host)
    {
        if (MountScript.Of(volumes) is not { } script)
        {
            return own;
        }

        UserData data = MultipartUserData.Of(own, script);
        int size = Encoding.UTF8.GetByteCount(data.Text);
        if (size > UserData.MaxBytes)
        {
            problems.AddAt(
                host.Settings.LocationOf(HostKeys.Volumes),
                host.Settings.PathOf(HostKeys.Volumes),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the user data of host {Excerpt.Of(host.Name)} has {size} bytes with the script that mounts its volumes: at most "
                        + $"{UserData.MaxBytes} are allowed"),
                "Shorten user_data: load a longer script from elsewhere.");
        }

        return data;
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
                "Example: 5a4981aa-9653-4bd1-bef5-d6bff52042e4.");
        }

        return text with { Value = uuid.ToString("D") };
    }
}
