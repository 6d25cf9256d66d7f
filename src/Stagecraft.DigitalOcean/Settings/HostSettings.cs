namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared host with the settings of a droplet.</summary>
internal sealed record HostSettings : DeclaredHost
{
    /// <summary>The size that applies, with its place: that of the host or of the default.</summary>
    public required Setting<string> SizeSetting { get; init; }

    /// <summary>The region that applies, with its place: that of the host or of the default.</summary>
    public required Setting<string> RegionSetting { get; init; }

    /// <summary>The image that applies, with its place: that of the host or of the default, otherwise the key of the host.</summary>
    public required Setting<string> ImageSetting { get; init; }

    public UserData? UserData { get; init; }

    /// <summary>Whether cloud-init ignores the user data of the config, because it does not know the format.</summary>
    public bool IsUserDataIgnored { get; init; }

    public bool Monitoring { get; init; }

    public bool Backups { get; init; }

    /// <summary>The declared policy; null for a flag.</summary>
    public BackupPolicy? BackupPolicy { get; init; }

    public bool Ipv6 { get; init; }

    /// <summary>The UUID of the VPC in lower case, with its place; null if the host declares none.</summary>
    public Setting<string>? VpcUuid { get; init; }

    /// <summary>The name of the VPC, with its place, for a host without <see cref="VpcUuid"/>; null for the region's default VPC.</summary>
    public Setting<string>? Vpc { get; init; }

    /// <summary>The DigitalOcean project of the environment, by name or id, with its place; null for none.</summary>
    public Setting<string>? DoProject { get; init; }

    /// <summary>The place of <c>wait</c>.</summary>
    public (SourceLocation? Location, string Path) WaitPlace { get; init; }

    /// <summary>Its volumes, sorted ordinally by name.</summary>
    public IReadOnlyList<VolumeSettings> Volumes { get; init; } = [];

    public ReservedIpSettings? ReservedIp { get; init; }

    public IEnumerable<DeclaredResource> Resources => ReservedIp is null ? Volumes : [.. Volumes, ReservedIp];

    /// <summary>The declared SSH keys in the order of the config, separated by commas: a property of each host, because each create uses
    /// them.</summary>
    public required string SshKeys { get; init; }

    public override IReadOnlyList<DeclaredProperty> Properties =>
    [
        new(HostKeys.Backups.Name, BackupPolicy?.ToString() ?? Text(Backups)) { IsUpdatable = true },
        .. DoProject is null
            ? (DeclaredProperty[])[]
            :
            [
                new(EnvironmentKeys.DoProject.Name, DoProject.Value) { IsUpdatable = true, IsBatchable = true, IsSetAfterCreate = true },
            ],
        new(HostKeys.Ipv6.Name, Text(Ipv6)),
        new(HostKeys.Monitoring.Name, Text(Monitoring)),
        new(SectionKeys.SshKeys.Name, SshKeys) { IsHashed = true },
        new(HostKeys.UserData.Name, UserData?.ToString()) { IsHashed = true },
        .. Vpc is null ? (DeclaredProperty[])[] : [new(SectionKeys.Vpc.Name, Vpc.Value)],
        new(HostKeys.VpcUuid.Name, VpcUuid?.Value),
    ];

    public override string ToString() => Name;

    private static string Text(bool flag) => flag ? "true" : "false";
}
