using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Settings;

/// <summary>The keys of an environment in <c>environments</c>, for the parser, the schema and the reference.</summary>
internal static class EnvironmentKeys
{
    public static readonly SettingKey SecurityGroups = HostKeys.SecurityGroups with
    {
        Meaning = "The security groups of hosts without `security_groups`.",
        Otherwise = "`security_groups` of the section",
    };

    public static readonly SettingKey Defaults = SharedEnvironmentKeys.Defaults with
    {
        Keys = [.. SharedEnvironmentKeys.Defaults.Keys, SecurityGroups],
    };

    public static readonly SettingKey Firewalls = SharedEnvironmentKeys.Firewalls with
    {
        Meaning = "Firewalls for the hosts of some roles, by name. Each is a security group: [Firewalls](#firewalls).",
        Keys = FirewallKeys.WithoutLoadBalancers,
    };

    public static readonly SettingKey LoadBalancers = Unavailable("load_balancers", "Load balancers");

    public static readonly SettingKey Alerts = Unavailable("alerts", "Alerts");

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Defaults, SharedEnvironmentKeys.Budget, SharedEnvironmentKeys.Replace, Firewalls, LoadBalancers, Alerts,
    ];

    private static SettingKey Unavailable(string name, string noun) => new(
        name, SettingKind.Custom, $"{noun} are not supported on AWS: the key is an error.")
    {
        Schema = new JsonObject { ["not"] = new JsonObject() },
    };
}
