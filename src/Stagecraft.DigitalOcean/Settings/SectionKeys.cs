namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of the provider's section, for the parser, the schema and the reference.</summary>
internal static class SectionKeys
{
    public static readonly SettingKey TokenEnv = new(
        "token_env", SettingKind.Variable, "The environment variable that contains the API token. The token itself is never in the file.")
    {
        IsRequired = true,
        Range = "a variable name",
        Expression = TokenEnvRule.Expression,
    };

    public static readonly SettingKey SshKeyName = new(
        "ssh_key_name",
        SettingKind.Text,
        "The SSH key that new droplets accept: its name, id or fingerprint. It must be in the account: Stagecraft does not create keys. "
        + "Not together with `ssh_keys`.")
    {
        Otherwise = "required without `ssh_keys`",
        Range = "not empty",
    };

    public static readonly SettingKey SshKeys = new(
        "ssh_keys", SettingKind.Texts, "Several SSH keys that new droplets accept, each by name, id or fingerprint.")
    {
        Otherwise = "required without `ssh_key_name`",
        Range = "at least one, without duplicates",
    };

    public static readonly SettingKey DefaultRegion = new("default_region", SettingKind.Slug, "The region of hosts without `region`.")
    {
        Otherwise = "none",
    };

    public static readonly SettingKey DefaultSize = new("default_size", SettingKind.Slug, "The size of hosts without `size`.")
    {
        Otherwise = "none",
    };

    public static readonly SettingKey DefaultImage = new("default_image", SettingKind.Image, "The image of hosts without `image`.")
    {
        Default = DigitalOceanSettings.ImageByDefault,
        Advice = Settings.HostKeys.ImageAdvice,
    };

    public static readonly SettingKey Regions = new(
        "regions", SettingKind.Slugs, "The allowed regions. `default_region` and the region of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey Sizes = new(
        "sizes", SettingKind.Slugs, "The allowed sizes. `default_size` and the size of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey MachineName = new(
        "machine_name",
        SettingKind.Slug,
        "The template of droplet names: `{environment}` and `{host}` once each, `{project}` at most once. Quotes are required.")
    {
        Default = MachineNameTemplate.Default.Text,
        Range = "placeholders, `a-z`, `0-9`, `-`",
        Expression = MachineNameTemplate.Expression,
    };

    public static readonly SettingKey Vpc = new(
        "vpc",
        SettingKind.TextMap,
        "The VPC of hosts without `vpc_uuid`, by region: the name of an existing VPC. See [VPCs](#vpcs).")
    {
        Otherwise = "the default VPC of each region",
        Range = "each region of these hosts",
    };

    public static readonly SettingKey DoProject = new(
        "do_project",
        SettingKind.Text,
        "The DigitalOcean project of all environments: the name or id of an existing project. See [Projects](#projects).")
    {
        Otherwise = "not compared",
        Range = "not empty",
    };

    public static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "The hosts of each environment, see below.")
    {
        IsRequired = true,
        Range = "at least one environment",
        HostKeys = Settings.HostKeys.All,
    };

    public static readonly SettingKey Environments = new(
        "environments", SettingKind.Sections, "Settings of each environment: the defaults of its hosts, and its budget. See below.")
    {
        Range = "environments of `hosts`",
        Keys = EnvironmentKeys.All,
    };

    public static readonly SettingKey PollInterval = new(
        "poll_interval",
        SettingKind.Duration,
        "Longest polling interval while droplets are being created or deleted. "
            + "Runs poll more often while most of the request budget is free.")
    {
        Duration = Durations.PollInterval,
    };

    public static readonly SettingKey SettleWindow = new(
        "settle_window",
        SettingKind.Duration,
        "How long a new droplet may take to appear in API results. A create request whose response was lost is not retried until then.")
    {
        Duration = Durations.SettleWindow,
    };

    public static readonly SettingKey CreateTimeout = new(
        "create_timeout", SettingKind.Duration, "How long a new droplet may take to become active.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey DeleteTimeout = new(
        "delete_timeout", SettingKind.Duration, "How long the deletion of a droplet may take.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey SshUser = new(
        "ssh_user",
        SettingKind.Text,
        "SSH user of `infra ssh`, of the checks of `wait: cloud-init` and `wait: http`, and in the outputs `ansible`, `ssh-config` and "
        + "`kamal` of `hosts`.")
    {
        Default = DigitalOceanSettings.SshUserByDefault,
        Range = "a user name",
    };

    public static readonly SettingKey SshTimeout = new(
        "ssh_timeout",
        SettingKind.Duration,
        "How long the SSH server of a host with `wait: ssh` may take to respond after all droplets are active.")
    {
        Duration = Durations.Ssh,
    };

    public static readonly SettingKey CloudInitTimeout = new(
        "cloud_init_timeout",
        SettingKind.Duration,
        "How long cloud-init of a host with `wait: cloud-init` may take after all droplets are active.")
    {
        Duration = Durations.CloudInit,
    };

    public static readonly SettingKey HttpTimeout = new(
        "http_timeout",
        SettingKind.Duration,
        "How long the HTTP server of a host with `wait: http` may take to respond as expected after all droplets are active.")
    {
        Duration = Durations.Http,
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        TokenEnv, SshKeyName, SshKeys, DefaultRegion, DefaultSize, DefaultImage, Regions, Sizes, MachineName, Vpc, DoProject, Hosts,
        Environments, PollInterval, SettleWindow, CreateTimeout, DeleteTimeout, SshUser, SshTimeout, CloudInitTimeout, HttpTimeout,
    ];
}
