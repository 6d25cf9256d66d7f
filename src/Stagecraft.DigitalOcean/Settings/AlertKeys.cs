using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of an alert in <c>environments</c>, for the parser, the schema and the reference.</summary>
internal static class AlertKeys
{
    public static readonly SettingKey Cpu = Percent("cpu", "The CPU usage in percent above which the alert is sent.");

    public static readonly SettingKey Memory = Percent("memory", "The memory usage in percent.");

    public static readonly SettingKey Disk = Percent("disk", "The disk usage in percent.");

    public static readonly SettingKey Load1 = Load("load_1", "The average load over 1 minute.");

    public static readonly SettingKey Load5 = Load("load_5", "The average load over 5 minutes.");

    public static readonly SettingKey Load15 = Load("load_15", "The average load over 15 minutes.");

    public static readonly SettingKey For = new(
        "for", SettingKind.Choice, "How long the value must be above the threshold.")
    {
        Default = "5m",
        Choices = ["5m", "10m", "30m", "1h"],
    };

    public static readonly SettingKey Roles = new(
        "roles", SettingKind.Texts, "The roles of the hosts that the alert applies to. Not together with `all`.")
    {
        Otherwise = "all hosts",
        Range = "roles of hosts of the environment",
    };

    public static readonly SettingKey All = new(
        "all", SettingKind.Flag, "`true`: the alert applies to all hosts of the environment, as without `roles`.");

    public static readonly SettingKey Email = new(
        "email", SettingKind.Texts, "The recipients: verified email addresses of the DigitalOcean team.")
    {
        Otherwise = "required without `slack_env`",
    };

    public static readonly SettingKey SlackEnv = new(
        "slack_env", SettingKind.Variable, "The environment variable with the URL of a Slack webhook. Requires `slack_channel`.")
    {
        Otherwise = "required without `email`",
        Expression = TokenEnvRule.Expression,
    };

    public static readonly SettingKey SlackChannel = new("slack_channel", SettingKind.Text, "The Slack channel. Requires `slack_env`.");

    /// <summary>The keys of the thresholds, of which an alert has one, with the metric of the API.</summary>
    public static IReadOnlyList<(SettingKey Key, string Metric)> Metrics { get; } =
    [
        (Cpu, "v1/insights/droplet/cpu"),
        (Memory, "v1/insights/droplet/memory_utilization_percent"),
        (Disk, "v1/insights/droplet/disk_utilization_percent"),
        (Load1, "v1/insights/droplet/load_1"),
        (Load5, "v1/insights/droplet/load_5"),
        (Load15, "v1/insights/droplet/load_15"),
    ];

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> Keys { get; } =
        [.. Metrics.Select(m => m.Key), For, Roles, All, Email, SlackEnv, SlackChannel];

    private static SettingKey Percent(string name, string meaning) => new(name, SettingKind.Custom, meaning)
    {
        Range = "above 0, at most 100",
        Schema = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 100 },
    };

    private static SettingKey Load(string name, string meaning) => new(name, SettingKind.Custom, meaning)
    {
        Range = "above 0",
        Schema = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 },
    };
}
