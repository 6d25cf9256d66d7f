using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Converts typed settings to the section of a file. The parser validates them, as it validates a file.</summary>
internal static class TypedConfig
{
    public static JsonObject Section(DigitalOceanConfig config) => Written(
        (SectionKeys.TokenEnv, config.TokenEnv),
        (SectionKeys.SshKeyName, config.SshKeyName),
        (SectionKeys.SshKeys, Texts(config.SshKeys)),
        (SectionKeys.DefaultRegion, config.DefaultRegion),
        (SectionKeys.DefaultSize, config.DefaultSize),
        (SectionKeys.DefaultImage, config.DefaultImage),
        (SectionKeys.Regions, Texts(config.Regions)),
        (SectionKeys.Sizes, Texts(config.Sizes)),
        (SectionKeys.MachineName, config.MachineName),
        (SectionKeys.Vpc, config.Vpc is { Count: > 0 } ? Sorted(config.Vpc, name => JsonValue.Create(name)) : null),
        (SectionKeys.DoProject, config.DoProject),
        (SectionKeys.Hosts, Sorted(config.Environments, hosts => Sorted(hosts, Host))),
        (SectionKeys.Environments, Optional(config.EnvironmentSettings, Environment)),
        (SectionKeys.PollInterval, Duration(config.PollInterval)),
        (SectionKeys.SettleWindow, Duration(config.SettleWindow)),
        (SectionKeys.CreateTimeout, Duration(config.CreateTimeout)),
        (SectionKeys.DeleteTimeout, Duration(config.DeleteTimeout)),
        (SectionKeys.SshUser, config.SshUser),
        (SectionKeys.SshTimeout, Duration(config.SshTimeout)),
        (SectionKeys.CloudInitTimeout, Duration(config.CloudInitTimeout)),
        (SectionKeys.HttpTimeout, Duration(config.HttpTimeout)));

    public static JsonObject Written(params ReadOnlySpan<(SettingKey Key, JsonNode? Value)> values)
    {
        JsonObject written = [];
        foreach ((SettingKey key, JsonNode? value) in values)
        {
            if (value is not null)
            {
                written[key.Name] = value;
            }
        }

        return written;
    }

    public static JsonArray? Texts(IReadOnlyList<string>? values) =>
        values is { Count: > 0 } ? new JsonArray([.. values.Select(v => (JsonNode?)v)]) : null;

    public static JsonValue? Flag(bool flag) => flag ? JsonValue.Create(true) : null;

    private static JsonObject Host(DigitalOceanHost host) => Written(
        (HostKeys.Role, host.Role),
        (HostGroup.Count, host.Count),
        (HostKeys.Size, host.Size),
        (HostKeys.Region, host.Region),
        (HostKeys.Image, host.Image),
        (HostKeys.Tags, Texts(host.Tags)),
        (HostKeys.UserData, host.UserData),
        (HostKeys.UserDataFile, host.UserDataFile),
        (HostKeys.Monitoring, Flag(host.Monitoring)),
        (HostKeys.Backups, host.BackupPolicy is { } policy ? Backups(policy) : Flag(host.Backups)),
        (HostKeys.Ipv6, Flag(host.Ipv6)),
        (HostKeys.VpcUuid, host.VpcUuid),
        (HostKeys.Volumes, Optional(host.Volumes, Volume)),
        (HostKeys.ReservedIp, host.ReservedIp),
        (HostKeys.Wait, Wait(host.Wait)),
        (HostKeys.Health, host.Health is { } health ? Health(health) : null),
        (HostKeys.Protected, Flag(host.Protected)));

    private static JsonObject Backups(DigitalOceanBackupPolicy policy) => Written(
        (BackupKeys.Plan, policy.Plan), (BackupKeys.Weekday, policy.Weekday), (BackupKeys.Hour, policy.Hour));

    private static JsonObject Health(DigitalOceanHealth health) => Written(
        (HealthKeys.Port, health.Port), (HealthKeys.Path, health.Path), (HealthKeys.Status, health.Status), (HealthKeys.Host, health.Host));

    private static JsonObject Volume(DigitalOceanVolume volume) => Written(
        (VolumeKeys.Size, volume.Size), (VolumeKeys.Filesystem, volume.Filesystem), (VolumeKeys.Mount, volume.Mount));

    private static JsonObject Environment(DigitalOceanEnvironment environment) => Written(
        (EnvironmentKeys.Defaults, environment.Defaults is { } defaults ? Defaults(defaults) : null),
        (EnvironmentKeys.Budget, environment.MonthlyMax is { } max ? Written((EnvironmentKeys.MonthlyMax, max)) : null),
        (EnvironmentKeys.Replace, environment.MaxUnavailable is { } most ? Written((EnvironmentKeys.MaxUnavailable, most)) : null),
        (EnvironmentKeys.DoProject, environment.DoProject),
        (EnvironmentKeys.Firewalls, Optional(environment.Firewalls, TypedResources.Firewall)),
        (EnvironmentKeys.LoadBalancers, Optional(environment.LoadBalancers, TypedResources.LoadBalancer)),
        (EnvironmentKeys.Alerts, Optional(environment.Alerts, TypedResources.Alert)));

    private static JsonObject Defaults(DigitalOceanDefaults defaults) => Written(
        (EnvironmentKeys.Region, defaults.Region),
        (EnvironmentKeys.Size, defaults.Size),
        (EnvironmentKeys.Image, defaults.Image),
        (EnvironmentKeys.Roles, Optional(defaults.Roles, Defaults)));

    private static JsonObject? Optional<T>(Dictionary<string, T>? values, Func<T, JsonObject?> write)
        where T : class =>
        values is { Count: > 0 } ? Sorted(values, write) : null;

    // A null value is refused like a key without a value.
    private static JsonObject? Sorted<T>(Dictionary<string, T>? values, Func<T, JsonNode?> write)
        where T : class =>
        values is null ? null : new JsonObject(values
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => KeyValuePair.Create(v.Key, v.Value is null ? null : write(v.Value))));

    private static string? Wait(HostWait wait) =>
        wait == HostWait.Active ? null : Enum.IsDefined(wait) ? HostWaitWords.Of(wait) : ((int)wait).ToString(CultureInfo.InvariantCulture);

    private static string? Duration(TimeSpan? value) => value is { } duration ? DurationText.Format(duration) : null;
}
