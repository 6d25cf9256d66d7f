namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of the provider's section: for the parser, the schema and the reference.</summary>
internal static class SectionKeys
{
    public static readonly SettingKey TokenEnv = new("token_env", SettingKind.Variable, "The environment variable that holds the API token. The token itself never stands in the file.")
    {
        IsRequired = true,
        Range = "a variable's name",
        Expression = TokenEnvRule.Expression,
    };

    public static readonly SettingKey SshKeyName = new("ssh_key_name", SettingKind.Text, "The SSH key that new droplets accept. It must be in the account: Stagecraft makes no keys.")
    {
        IsRequired = true,
        Range = "not empty",
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
    };

    public static readonly SettingKey Regions = new("regions", SettingKind.Slugs, "The regions that are allowed. `default_region` and the region of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey Sizes = new("sizes", SettingKind.Slugs, "The sizes that are allowed. `default_size` and the size of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "The hosts of each environment, see below.")
    {
        IsRequired = true,
        Range = "at least one environment",
        HostKeys = Settings.HostKeys.All,
    };

    public static readonly SettingKey PollInterval = new("poll_interval", SettingKind.Duration, "How long to wait between two looks at the account while droplets come up or go.")
    {
        Duration = Durations.PollInterval,
    };

    public static readonly SettingKey SettleWindow = new("settle_window", SettingKind.Duration, "How long a droplet may take to show in the account after it was asked for. A create whose answer was lost is not sent again before.")
    {
        Duration = Durations.SettleWindow,
    };

    public static readonly SettingKey CreateTimeout = new("create_timeout", SettingKind.Duration, "How long a new droplet may take to be ready.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey DeleteTimeout = new("delete_timeout", SettingKind.Duration, "How long a droplet may take to be gone.")
    {
        Duration = Durations.Timeout,
    };

    public static readonly SettingKey SshUser = new("ssh_user", SettingKind.Text, "Who logs in to ask for the end of cloud-init (`wait: cloud-init`).")
    {
        Default = DigitalOceanSettings.SshUserByDefault,
        Range = "a user's name",
    };

    public static readonly SettingKey SshTimeout = new("ssh_timeout", SettingKind.Duration, "How long a host with `wait: ssh` may take to answer, once all droplets are active.")
    {
        Duration = Durations.Ssh,
    };

    public static readonly SettingKey CloudInitTimeout = new("cloud_init_timeout", SettingKind.Duration, "How long a host with `wait: cloud-init` may take to be done, once all droplets are active.")
    {
        Duration = Durations.CloudInit,
    };

    /// <summary>In the order in which they are described.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        TokenEnv, SshKeyName, DefaultRegion, DefaultSize, DefaultImage, Regions, Sizes, Hosts, PollInterval, SettleWindow, CreateTimeout, DeleteTimeout,
        SshUser, SshTimeout, CloudInitTimeout,
    ];
}
