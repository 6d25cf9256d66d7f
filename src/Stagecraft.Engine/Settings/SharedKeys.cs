using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys that have the same rules for every cloud. A text with <c>{machine}</c> or <c>{machines}</c> gets the words of a cloud
/// by <see cref="In"/>; a driver can replace texts with <c>with</c>.</summary>
internal static class SharedKeys
{

    /// <summary>The maximum length of a role, which is part of a tag.</summary>
    public const int MaxRole = 239; // 255 without stagecraft-role-

    public static readonly SettingKey MachineName = new(
        "machine_name",
        SettingKind.Slug,
        "The template of {machine} names: `{environment}` and `{host}` once each, `{project}` at most once. Quotes are required.")
    {
        Default = MachineNameTemplate.Default.Text,
        Range = "placeholders, `a-z`, `0-9`, `-`",
        Expression = MachineNameTemplate.Expression,
    };

    public static readonly SettingKey Regions = new(
        "regions", SettingKind.Slugs, "The allowed regions. `default_region` and the region of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "The hosts of each environment: [Hosts](#hosts).")
    {
        IsRequired = true,
        Range = "at least one environment",
    };

    public static readonly SettingKey Environments = new(
        "environments", SettingKind.Sections, "Settings of each environment: [Settings of an environment](#settings-of-an-environment).")
    {
        Range = "environments of `hosts`",
    };

    public static readonly SettingKey PollInterval = new(
        "poll_interval",
        SettingKind.Duration,
        "The longest polling interval while {machines} are being created or deleted. "
            + "Runs poll more often while most of the rate limit is unused.")
    {
        Duration = Durations.PollInterval,
    };

    public static readonly SettingKey SettleWindow = new(
        "settle_window",
        SettingKind.Duration,
        "How long a new {machine} may take to appear in API results. "
            + "A create request whose response was lost is not repeated within this time.");

    public static readonly SettingKey CreateTimeout = new(
        "create_timeout", SettingKind.Duration, "How long a new {machine} may take to become active.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey DeleteTimeout = new(
        "delete_timeout", SettingKind.Duration, "How long the deletion of a {machine} may take.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey SshUser = new(
        "ssh_user",
        SettingKind.Text,
        "The SSH user of `infra ssh`, of the checks of `wait: cloud-init` and `wait: http`, and of the outputs `ansible`, `ssh-config` and "
        + "`kamal` of `hosts`.")
    {
        Default = "root",
        Range = "a user name",
    };

    public static readonly SettingKey SshTimeout = new(
        "ssh_timeout",
        SettingKind.Duration,
        "How long the SSH server of a host with `wait: ssh` may take to respond after all {machines} are active.")
    {
        Duration = Durations.Ssh,
    };

    public static readonly SettingKey CloudInitTimeout = new(
        "cloud_init_timeout",
        SettingKind.Duration,
        "How long cloud-init of a host with `wait: cloud-init` may take after all {machines} are active.")
    {
        Duration = Durations.CloudInit,
    };

    public static readonly SettingKey HttpTimeout = new(
        "http_timeout",
        SettingKind.Duration,
        "How long the HTTP server of a host with `wait: http` may take to respond as expected after all {machines} are active.")
    {
        Duration = Durations.Http,
    };

    /// <summary>The key with the words of a cloud in its texts.</summary>
    public static SettingKey In(this SettingKey key, CloudTerms terms) => key with
    {
        Meaning = key.Meaning.Replace("{machines}", terms.Machines, StringComparison.Ordinal)
            .Replace("a {machine}", terms.OneMachine, StringComparison.Ordinal)
            .Replace("{machine}", terms.Machine, StringComparison.Ordinal),
        Keys = [.. key.Keys.Select(k => k.In(terms))],
    };
}
