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
        "The SSH key that new droplets accept: its name, ID or fingerprint. It must be in the account: Stagecraft does not create keys. "
        + "Not together with `ssh_keys`.")
    {
        Otherwise = "required without `ssh_keys`",
        Range = "not empty",
    };

    public static readonly SettingKey SshKeys = new(
        "ssh_keys", SettingKind.Texts, "Several SSH keys that new droplets accept, each by name, ID or fingerprint.")
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

    public static readonly SettingKey Regions = SharedKeys.Regions;

    public static readonly SettingKey Sizes = new(
        "sizes", SettingKind.Slugs, "The allowed sizes. `default_size` and the size of each host must be among them.")
    {
        Otherwise = "all",
        Range = "at least one",
    };

    public static readonly SettingKey MachineName = SharedKeys.MachineName.In(DropletTerms.Terms);

    public static readonly SettingKey Vpc = new(
        "vpc",
        SettingKind.TextMap,
        "The VPC of hosts without `vpc_uuid`, by region: the name of an existing VPC. See [VPCs](#vpcs).")
    {
        Otherwise = "the default VPC of each region",
        Range = "every region of hosts without `vpc_uuid`",
    };

    public static readonly SettingKey DoProject = new(
        "do_project",
        SettingKind.Text,
        "The DigitalOcean project of all environments: the name or ID of an existing project. See [Projects](#projects).")
    {
        Otherwise = "not compared",
        Range = "not empty",
    };

    public static readonly SettingKey Hosts = SharedKeys.Hosts with { HostKeys = Settings.HostKeys.All };

    public static readonly SettingKey Environments = SharedKeys.Environments with { Keys = EnvironmentKeys.All };

    public static readonly SettingKey PollInterval = SharedKeys.PollInterval.In(DropletTerms.Terms);

    public static readonly SettingKey SettleWindow = SharedKeys.SettleWindow.In(DropletTerms.Terms) with
    {
        Duration = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
    };

    public static readonly SettingKey CreateTimeout = SharedKeys.CreateTimeout.In(DropletTerms.Terms);

    public static readonly SettingKey DeleteTimeout = SharedKeys.DeleteTimeout.In(DropletTerms.Terms);

    public static readonly SettingKey SshUser = SharedKeys.SshUser;

    public static readonly SettingKey SshTimeout = SharedKeys.SshTimeout.In(DropletTerms.Terms);

    public static readonly SettingKey CloudInitTimeout = SharedKeys.CloudInitTimeout.In(DropletTerms.Terms);

    public static readonly SettingKey HttpTimeout = SharedKeys.HttpTimeout.In(DropletTerms.Terms);

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        TokenEnv, SshKeyName, SshKeys, DefaultRegion, DefaultSize, DefaultImage, Regions, Sizes, MachineName, Vpc, DoProject, Hosts,
        Environments, PollInterval, SettleWindow, CreateTimeout, DeleteTimeout, SshUser, SshTimeout, CloudInitTimeout, HttpTimeout,
    ];
}
