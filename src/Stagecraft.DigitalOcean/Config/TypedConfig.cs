using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Converts typed settings to the section of a file. The parser validates them, as it validates a file.</summary>
internal static class TypedConfig
{
    public static JsonObject Section(DigitalOceanConfig config) => SectionWriter.Written(
        (SectionKeys.TokenEnv, config.TokenEnv),
        (SectionKeys.SshKeyName, config.SshKeyName),
        (SectionKeys.SshKeys, SectionWriter.Texts(config.SshKeys)),
        (SectionKeys.DefaultRegion, config.DefaultRegion),
        (SectionKeys.DefaultSize, config.DefaultSize),
        (SectionKeys.DefaultImage, config.DefaultImage),
        (SectionKeys.Regions, SectionWriter.Texts(config.Regions)),
        (SectionKeys.Sizes, SectionWriter.Texts(config.Sizes)),
        (SectionKeys.MachineName, config.MachineName),
        (SectionKeys.Vpc, config.Vpc is { Count: > 0 } ? SectionWriter.Sorted(config.Vpc, name => JsonValue.Create(name)) : null),
        (SectionKeys.DoProject, config.DoProject),
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

    private static JsonObject Host(DigitalOceanHost host) => SectionWriter.Written(
        (HostKeys.Role, host.Role),
        (HostGroup.Count, host.Count),
        (HostKeys.Size, host.Size),
        (HostKeys.Region, host.Region),
        (HostKeys.Image, host.Image),
        (HostKeys.Tags, SectionWriter.Texts(host.Tags)),
        (HostKeys.UserData, host.UserData),
        (HostKeys.UserDataFile, host.UserDataFile),
        (HostKeys.Monitoring, SectionWriter.Flag(host.Monitoring)),
        (HostKeys.Backups, host.BackupPolicy is { } policy ? Backups(policy) : SectionWriter.Flag(host.Backups)),
        (HostKeys.Ipv6, SectionWriter.Flag(host.Ipv6)),
        (HostKeys.VpcUuid, host.VpcUuid),
        (HostKeys.Volumes, SectionWriter.Optional(host.Volumes, Volume)),
        (HostKeys.ReservedIp, host.ReservedIp),
        (HostKeys.Wait, SectionWriter.Wait(host.Wait)),
        (HostKeys.Health, host.Health is { } health ? Health(health) : null),
        (HostKeys.Protected, SectionWriter.Flag(host.Protected)));

    private static JsonObject Backups(DigitalOceanBackupPolicy policy) => SectionWriter.Written(
        (BackupKeys.Plan, policy.Plan), (BackupKeys.Weekday, policy.Weekday), (BackupKeys.Hour, policy.Hour));

    private static JsonObject Health(DigitalOceanHealth health) => SectionWriter.Written(
        (HealthKeys.Port, health.Port), (HealthKeys.Path, health.Path), (HealthKeys.Status, health.Status), (HealthKeys.Host, health.Host));

    private static JsonObject Volume(DigitalOceanVolume volume) => SectionWriter.Written(
        (VolumeKeys.Size, volume.Size), (VolumeKeys.Filesystem, volume.Filesystem), (VolumeKeys.Mount, volume.Mount));

    private static JsonObject Environment(DigitalOceanEnvironment environment) => SectionWriter.Written(
        (EnvironmentKeys.Defaults, environment.Defaults is { } defaults ? Defaults(defaults) : null),
        (EnvironmentKeys.Budget, environment.MonthlyMax is { } max ? SectionWriter.Written((EnvironmentKeys.MonthlyMax, max)) : null),
        (EnvironmentKeys.Replace,
            environment.MaxUnavailable is { } most ? SectionWriter.Written((EnvironmentKeys.MaxUnavailable, most)) : null),
        (EnvironmentKeys.DoProject, environment.DoProject),
        (EnvironmentKeys.Firewalls, SectionWriter.Optional(environment.Firewalls, TypedResources.Firewall)),
        (EnvironmentKeys.LoadBalancers, SectionWriter.Optional(environment.LoadBalancers, TypedResources.LoadBalancer)),
        (EnvironmentKeys.Alerts, SectionWriter.Optional(environment.Alerts, TypedResources.Alert)));

    private static JsonObject Defaults(DigitalOceanDefaults defaults) => SectionWriter.Written(
        (EnvironmentKeys.Region, defaults.Region),
        (EnvironmentKeys.Size, defaults.Size),
        (EnvironmentKeys.Image, defaults.Image),
        (EnvironmentKeys.Roles, SectionWriter.Optional(defaults.Roles, Defaults)));
}
