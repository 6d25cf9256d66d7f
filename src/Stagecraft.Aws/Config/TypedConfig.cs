using System.Text.Json.Nodes;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws;

/// <summary>Converts typed settings to the section of a file. The parser validates them, as it validates a file.</summary>
internal static class TypedConfig
{
    public static JsonObject Section(AwsConfig config) => SectionWriter.Written(
        (SectionKeys.AccountId, config.AccountId),
        (SectionKeys.Profile, config.Profile),
        (SectionKeys.SshKeyName, config.SshKeyName),
        (SectionKeys.DefaultRegion, config.DefaultRegion),
        (SectionKeys.Regions, SectionWriter.Texts(config.Regions)),
        (SectionKeys.DefaultSize, config.DefaultSize),
        (SectionKeys.DefaultImage, config.DefaultImage),
        (SectionKeys.SecurityGroups, SectionWriter.Texts(config.SecurityGroups)),
        (SectionKeys.PublicIp, config.PublicIp ? null : JsonValue.Create(false)),
        (SectionKeys.MachineName, config.MachineName),
        (SectionKeys.Hosts, SectionWriter.Sorted(config.Environments, hosts => SectionWriter.Sorted(hosts, Host))),
        (SectionKeys.Environments, SectionWriter.Optional(config.EnvironmentSettings, Environment)),
        (SectionKeys.PollInterval, SectionWriter.Duration(config.PollInterval)),
        (SectionKeys.SettleWindow, SectionWriter.Duration(config.SettleWindow)),
        (SectionKeys.CreateTimeout, SectionWriter.Duration(config.CreateTimeout)),
        (SectionKeys.DeleteTimeout, SectionWriter.Duration(config.DeleteTimeout)),
        (SectionKeys.SshUser, config.SshUser),
        (SectionKeys.SshTimeout, SectionWriter.Duration(config.SshTimeout)),
        (SectionKeys.CloudInitTimeout, SectionWriter.Duration(config.CloudInitTimeout)),
        (SectionKeys.HttpTimeout, SectionWriter.Duration(config.HttpTimeout)));

    private static JsonObject Host(AwsHost host) => SectionWriter.Written(
        (HostKeys.Role, host.Role),
        (HostGroup.Count, host.Count),
        (HostKeys.Size, host.Size),
        (HostKeys.Region, host.Region),
        (HostKeys.Image, host.Image),
        (HostKeys.Zone, host.Zone),
        (HostKeys.Subnet, host.Subnet),
        (HostKeys.SecurityGroups, SectionWriter.Texts(host.SecurityGroups)),
        (HostKeys.PublicIp, host.PublicIp),
        (HostKeys.Tags, host.Tags is { Count: > 0 } ? SectionWriter.Sorted(host.Tags, value => JsonValue.Create(value)) : null),
        (HostKeys.UserData, host.UserData),
        (HostKeys.UserDataFile, host.UserDataFile),
        (HostKeys.IamInstanceProfile, host.IamInstanceProfile),
        (HostKeys.Monitoring, SectionWriter.Flag(host.Monitoring)),
        (HostKeys.RootVolumeSize, host.RootVolumeSize),
        (HostKeys.Volumes, SectionWriter.Optional(host.Volumes, Volume)),
        (HostKeys.ReservedIp, host.ReservedIp),
        (HostKeys.Wait, SectionWriter.Wait(host.Wait)),
        (HostKeys.Health, host.Health is { } health ? Health(health) : null),
        (HostKeys.Protected, SectionWriter.Flag(host.Protected)));

    private static JsonObject Health(AwsHealth health) => SectionWriter.Written(
        (HealthKeys.Port, health.Port), (HealthKeys.Path, health.Path), (HealthKeys.Status, health.Status), (HealthKeys.Host, health.Host));

    private static JsonObject Volume(AwsVolume volume) => SectionWriter.Written(
        (VolumeKeys.Size, volume.Size), (VolumeKeys.Filesystem, volume.Filesystem), (VolumeKeys.Mount, volume.Mount));

    private static JsonObject Environment(AwsEnvironment environment) => SectionWriter.Written(
        (EnvironmentKeys.Defaults, environment.Defaults is { } defaults ? Defaults(defaults) : null),
        (SharedEnvironmentKeys.Budget,
            environment.MonthlyMax is { } max ? SectionWriter.Written((SharedEnvironmentKeys.MonthlyMax, max)) : null),
        (SharedEnvironmentKeys.Replace,
            environment.MaxUnavailable is { } most ? SectionWriter.Written((SharedEnvironmentKeys.MaxUnavailable, most)) : null),
        (EnvironmentKeys.Firewalls, SectionWriter.Optional(environment.Firewalls, Firewall)));

    private static JsonObject Defaults(AwsDefaults defaults) => SectionWriter.Written(
        (SharedEnvironmentKeys.Region, defaults.Region),
        (SharedEnvironmentKeys.Size, defaults.Size),
        (SharedEnvironmentKeys.Image, defaults.Image),
        (EnvironmentKeys.SecurityGroups, SectionWriter.Texts(defaults.SecurityGroups)),
        (SharedEnvironmentKeys.Roles, SectionWriter.Optional(defaults.Roles, Defaults)));

    private static JsonObject Firewall(AwsFirewall firewall) => SectionWriter.Written(
        (FirewallKeys.Roles, SectionWriter.Texts(firewall.Roles)),
        (FirewallKeys.All, SectionWriter.Flag(firewall.All)),
        (FirewallKeys.Inbound, SectionWriter.Mappings(firewall.Inbound, Inbound)),
        (FirewallKeys.Outbound, SectionWriter.Mappings(firewall.Outbound, Outbound)));

    private static JsonObject Inbound(AwsInboundRule rule) => SectionWriter.Written(
        (FirewallKeys.Port, SectionWriter.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.From, Peers(rule.From)));

    private static JsonObject Outbound(AwsOutboundRule rule) => SectionWriter.Written(
        (FirewallKeys.Port, SectionWriter.Texts(rule.Port)),
        (FirewallKeys.Protocol, rule.Protocol),
        (FirewallKeys.To, Peers(rule.To)));

    private static JsonNode? Peers(AwsPeers? peers) => peers switch
    {
        null => null,
        { Addresses: { } addresses } => new JsonArray([.. addresses.Select(a => (JsonNode?)a)]),
        { Role: { } role } => SectionWriter.Written((FirewallKeys.Role, role)),
        _ => FirewallText.Any,
    };
}
