using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys of an environment in <c>environments</c> that have the same rules for every cloud, as
/// <see cref="SharedKeys"/>.</summary>
internal static class SharedEnvironmentKeys
{
    public static readonly SettingKey Region = new("region", SettingKind.Slug, "The region of hosts without `region`.");

    public static readonly SettingKey Size = new("size", SettingKind.Slug, "The size of hosts without `size`.");

    public static readonly SettingKey Image = new("image", SettingKind.Image, "The image of hosts without `image`.");

    public static readonly SettingKey Roles = new(
        "roles", SettingKind.Sections, "Defaults for the hosts of one role: `region`, `size` and `image` below the name of the role.")
    {
        Range = "roles of hosts of the environment",
        Keys = [Region, Size, Image],
    };

    public static readonly SettingKey Defaults = new(
        "defaults",
        SettingKind.Section,
        "Defaults for the hosts of the environment. They override `default_region` and the other defaults.")
    {
        Keys = [Region, Size, Image, Roles],
    };

    public static readonly SettingKey MonthlyMax = new(
        "monthly_max", SettingKind.Amount, "The maximum list price of all resources of the environment per month, in USD.")
    {
        IsRequired = true,
        Range = "0 or more",
    };

    public static readonly SettingKey Budget = new(
        "budget", SettingKind.Section, "A plan that exceeds the budget is refused by `up`.")
    {
        Keys = [MonthlyMax],
    };

    public static readonly SettingKey MaxUnavailable = new(
        "max_unavailable", SettingKind.Integer, "How many hosts of a role may be replaced or resized at the same time.")
    {
        Default = "1",
        Minimum = 1,
        Maximum = 1000,
    };

    public static readonly SettingKey Replace = new(
        "replace", SettingKind.Section, "How hosts are replaced and resized by `--replace` and `--resize`.")
    {
        Keys = [MaxUnavailable],
    };

    public static readonly SettingKey Firewalls = new(
        "firewalls", SettingKind.Sections, "Firewalls for the hosts of some roles, by name: [Firewalls](#firewalls).");
}
