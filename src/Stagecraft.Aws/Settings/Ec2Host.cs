namespace Stagecraft.Aws.Settings;

/// <summary>A declared host with the settings of an instance. <see cref="DeclaredHost.Tags"/> are <c>KEY=VALUE</c>.</summary>
internal sealed record Ec2Host : MachineSettings
{
    /// <summary>What <see cref="DeclaredHost.Image"/> names.</summary>
    public required ImageReference ImageReference { get; init; }

    /// <summary>The key pair; null for none.</summary>
    public Setting<string>? SshKeyName { get; init; }

    /// <summary>The availability zone, with its place; null for any.</summary>
    public Setting<string>? Zone { get; init; }

    /// <summary>The id of the subnet, with its place; null for the default subnet of the zone.</summary>
    public Setting<string>? Subnet { get; init; }

    /// <summary>The declared security groups by name or id, with their places, in the order of the file.</summary>
    public IReadOnlyList<Setting<string>> SecurityGroups { get; init; } = [];

    /// <summary>Whether the file declares security groups for the host, also invalid ones.</summary>
    public bool HasDeclaredGroups { get; init; }

    /// <summary>The names of the security groups of the declared firewalls of its role, sorted ordinally, and of the group of its role if
    /// a rule names it. They are not part of <see cref="SecurityGroups"/>.</summary>
    public IReadOnlyList<string> Firewalls { get; init; } = [];

    /// <summary>The name of the instance profile, with its place; null for none.</summary>
    public Setting<string>? IamInstanceProfile { get; init; }

    /// <summary>Whether CloudWatch receives metrics every minute.</summary>
    public bool Monitoring { get; init; }

    /// <summary>The size of the root volume in GiB, with its place; null for that of the image.</summary>
    public Setting<int>? RootVolumeSize { get; init; }

    // A property without a value is not compared, so an absent key is not a property.
    public override IReadOnlyList<DeclaredProperty> Properties =>
    [
        .. Optional(HostKeys.IamInstanceProfile, IamInstanceProfile?.Value),
        new(HostKeys.Monitoring.Name, Text(Monitoring)) { IsUpdatable = true },
        new(HostKeys.PublicIp.Name, Text(HasPublicAddress)),
        .. Optional(HostKeys.RootVolumeSize, RootVolumeSize?.Value.ToString(CultureInfo.InvariantCulture), isHashed: true),
        .. SecurityGroups.Count == 0
            ? (DeclaredProperty[])[]
            : [new(HostKeys.SecurityGroups.Name, GroupsText(SecurityGroups.Select(g => g.Value))) { IsUpdatable = true }],
        .. Optional(SectionKeys.SshKeyName, SshKeyName?.Value),
        .. Optional(HostKeys.Subnet, Subnet?.Value),
        new(HostKeys.UserData.Name, UserData?.ToString()) { IsHashed = true },
        .. Optional(HostKeys.Zone, Zone?.Value),
    ];

    /// <summary>The text of a set of security groups, as <see cref="Properties"/> has it.</summary>
    public static string GroupsText(IEnumerable<string> groups) => string.Join(", ", groups.Order(StringComparer.Ordinal));

    public override string ToString() => base.ToString();

    private static IReadOnlyList<DeclaredProperty> Optional(SettingKey key, string? value, bool isHashed = false) =>
        value is null ? [] : [new(key.Name, value) { IsHashed = isHashed }];
}
