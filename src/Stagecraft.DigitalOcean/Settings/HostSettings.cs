namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared host with the settings of a droplet.</summary>
internal sealed record HostSettings : MachineSettings
{
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

    public override string ToString() => base.ToString();
}
