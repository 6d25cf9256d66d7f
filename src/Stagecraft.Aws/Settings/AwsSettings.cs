namespace Stagecraft.Aws.Settings;

/// <summary>The validated section of <c>stagecraft.yml</c>, see <c>docs/config-aws.md</c>. With <see cref="SettingsScope.Connection"/>,
/// only <see cref="AccountId"/>, <see cref="Profile"/>, <see cref="CloudSettings.MachineNames"/>, the durations and
/// <see cref="ReadRegions"/> are read; there are no environments.</summary>
internal sealed record AwsSettings : CloudSettings
{
    /// <summary>The number of the only account that is used: 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The place of <c>account_id</c>.</summary>
    public Setting<string>? AccountSetting { get; init; }

    /// <summary>The profile of the credentials; null for the standard chain.</summary>
    public string? Profile { get; init; }

    /// <summary>The key pair of new instances, in each region; null for none.</summary>
    public Setting<string>? SshKeyName { get; init; }

    public string DefaultImage { get; init; } = ImageAlias.ByDefault;

    /// <summary>The regions that a plan reads, sorted ordinally: those of the hosts, <c>default_region</c> and
    /// <see cref="CloudSettings.Regions"/>.</summary>
    public IReadOnlyList<string> ReadRegions { get; init; } = [];

    /// <summary>The region of the requests that concern the account.</summary>
    public string HomeRegion => ReadRegions is [{ } first, ..] ? first : "us-east-1";

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<EnvironmentHosts<Ec2Host>> Environments { get; init; } = [];
}
