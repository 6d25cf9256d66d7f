namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of an environment in <c>environments</c>, for the parser, the schema and the reference.</summary>
internal static class EnvironmentKeys
{
    public static readonly SettingKey Region = SharedEnvironmentKeys.Region;

    public static readonly SettingKey Size = SharedEnvironmentKeys.Size;

    public static readonly SettingKey Image = SharedEnvironmentKeys.Image;

    public static readonly SettingKey Roles = SharedEnvironmentKeys.Roles;

    public static readonly SettingKey Defaults = SharedEnvironmentKeys.Defaults;

    public static readonly SettingKey MonthlyMax = SharedEnvironmentKeys.MonthlyMax;

    public static readonly SettingKey Budget = SharedEnvironmentKeys.Budget;

    public static readonly SettingKey MaxUnavailable = SharedEnvironmentKeys.MaxUnavailable;

    public static readonly SettingKey Replace = SharedEnvironmentKeys.Replace;

    public static readonly SettingKey DoProject = new(
        "do_project",
        SettingKind.Text,
        "The DigitalOcean project of the environment: the name or ID of an existing project. See [Projects](#projects).")
    {
        Otherwise = "`do_project` of the section",
        Range = "not empty",
    };

    public static readonly SettingKey Firewalls = SharedEnvironmentKeys.Firewalls with
    {
        Meaning = "Cloud firewalls for the hosts of some roles, by name: [Firewalls](#firewalls).",
        Keys = FirewallKeys.Keys,
    };

    public static readonly SettingKey LoadBalancers = new(
        "load_balancers", SettingKind.Sections, "Load balancers for the hosts of a role, by name: [Load balancers](#load-balancers).")
    {
        Keys = LoadBalancerKeys.Keys,
    };

    public static readonly SettingKey Alerts = new(
        "alerts", SettingKind.Sections, "Alerts on metrics of the hosts of some roles, by name: [Alerts](#alerts).")
    {
        Keys = AlertKeys.Keys,
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [Defaults, Budget, Replace, DoProject, Firewalls, LoadBalancers, Alerts];
}
