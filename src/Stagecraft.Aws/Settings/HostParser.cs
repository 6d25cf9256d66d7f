namespace Stagecraft.Aws.Settings;

/// <summary>Reads one host.</summary>
internal sealed class HostParser(
    HostDefaults defaults,
    AllowList regions,
    Setting<string>? sshKeyName,
    string? sshUser,
    IReadOnlyDictionary<string, IReadOnlyList<Setting<string>>> environmentGroups,
    IReadOnlyList<Setting<string>>? sectionGroups,
    bool publicIp,
    UserDataRule userData,
    ConfigProblems problems)
{
    /// <summary>The API's maximum size of user data, in bytes of UTF-8.</summary>
    public const int MaxUserData = 16 * 1024;

    private static readonly AllowList AnySize = new(HostKeys.Size.Name, []);

    private readonly VolumeRule _volumes = new(InstanceVolumes.Limits, problems);
    private readonly ReservedIpRule _reservedIps = new(problems);
    private readonly MountRule _mounts = new(InstanceVolumes.Device, MaxUserData, problems);
    private readonly NetworkRule _network = new(problems);
    private readonly ImageRule _images = new(problems);

    /// <returns>The settings; null if a problem was reported.</returns>
    public Ec2Host? Parse(HostEntry host)
    {
        SectionReader reader = host.Settings;
        string? role = reader.Name(HostKeys.Role).Setting?.Value;
        ValueDefaults values = defaults.Of(host, role);
        Setting<string>? size = defaults.Effective(HostKeys.Size, host, values.Size, AnySize);
        Setting<string>? region = Region(defaults.Effective(HostKeys.Region, host, values.Region, regions));
        Declared<string> image = reader.Slug(HostKeys.Image).Or(values.Image);
        Setting<string> effectiveImage = (image.IsPresent ? image.Setting : null) ?? new(ImageAlias.ByDefault, host.Location, host.Path);
        ImageReference? reference = _images.Read(effectiveImage);
        IReadOnlyDictionary<string, string> tags = TagRule.Read(reader, problems);
        UserData? own = userData.Read(reader);
        IReadOnlyList<VolumeSettings> volumes = _volumes.Read(host, region?.Value);
        Setting<string>? reservedIp = _reservedIps.Read(host);
        (HostWait wait, HostHealth health) = HealthRule.Read(reader, problems);
        if (size is not null)
        {
            _network.CheckSize(size);
        }

        Ec2Host? parsed = host.MachineName is null || role is null || size is null || region is null || reference is null ? null : new()
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
            ImageReference = reference,
            Tags = TagRule.Texts(tags),
            SshKeyName = sshKeyName,
            SshUser = sshUser ?? ImageAlias.Find(effectiveImage.Value)?.User ?? ImageAlias.UserByDefault,
            UserData = _mounts.Add(own, volumes, host),
            IsUserDataIgnored = own is { HasKnownFormat: false },
            Volumes = volumes,
            ReservedIp = reservedIp is null ? null : ReservedIpSettings.Of(host.Name, region.Value, reservedIp),
            Wait = wait,
            Health = health,
            WaitPlace = (reader.LocationOf(HostKeys.Wait), reader.PathOf(HostKeys.Wait)),
            Location = host.Location,
            Path = host.Path,
        };
        return WithInstance(parsed, host, region?.Value);
    }

    // Reads all keys, so that all problems are reported.
    private Ec2Host? WithInstance(Ec2Host? parsed, HostEntry host, string? region)
    {
        SectionReader reader = host.Settings;
        Setting<string>? zone = _network.Zone(host, region);
        Setting<string>? subnet = _network.Subnet(host);
        IReadOnlyList<Setting<string>>? groups = SecurityGroupRule.Read(reader, HostKeys.SecurityGroups, problems);
        groups ??= environmentGroups.GetValueOrDefault(host.Environment) ?? sectionGroups;
        bool hasPublicIp = reader.Node(HostKeys.PublicIp).IsPresent ? reader.Flag(SectionKeys.PublicIp) : publicIp;
        Setting<string>? profile = ProfileRule.Read(reader, problems);
        bool monitoring = reader.Flag(HostKeys.Monitoring);
        Setting<int>? rootVolumeSize = reader.Integer(HostKeys.RootVolumeSize).Setting;
        bool isProtected = reader.Flag(HostKeys.Protected);
        return parsed is null ? null : parsed with
        {
            Zone = zone,
            Subnet = subnet,
            SecurityGroups = groups ?? [],
            HasDeclaredGroups = groups is not null,
            HasPublicAddress = hasPublicIp,
            IamInstanceProfile = profile,
            Monitoring = monitoring,
            RootVolumeSize = rootVolumeSize,
            IsProtected = isProtected,
        };
    }

    private Setting<string>? Region(Setting<string>? region) => region is not null && _network.CheckRegion(region) ? region : null;
}
