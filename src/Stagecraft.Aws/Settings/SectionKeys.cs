using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Settings;

/// <summary>The keys of the provider's section, for the parser, the schema and the reference.</summary>
internal static class SectionKeys
{
    public static readonly SettingKey AccountId = new(
        "account_id",
        SettingKind.Custom,
        "The ID of the AWS account, in quotes. Credentials of another account are refused.")
    {
        IsRequired = true,
        Range = "12 digits",
        Advice = AccountRule.Hint,
        Schema = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{12}$" },
    };

    public static readonly SettingKey Profile = new(
        "profile",
        SettingKind.Text,
        "The profile in the files of the AWS CLI that provides the credentials. Credentials are never in `stagecraft.yml`.")
    {
        Otherwise = "the standard chain: `AWS_ACCESS_KEY_ID` and others",
        Range = "not empty",
    };

    public static readonly SettingKey SshKeyName = new(
        "ssh_key_name",
        SettingKind.Text,
        "The key pair that new instances accept, by name. It must exist in the region of each host: Stagecraft does not create key pairs.")
    {
        Otherwise = "no key pair",
        Range = "not empty",
    };

    public static readonly SettingKey DefaultRegion = new("default_region", SettingKind.Slug, "The region of hosts without `region`.");

    public static readonly SettingKey Regions = SharedKeys.Regions with
    {
        Meaning = SharedKeys.Regions.Meaning
            + " Plans also read these regions, so that an instance is found after the region of its host changes in the file.",
    };

    public static readonly SettingKey DefaultSize = new("default_size", SettingKind.Slug, "The instance type of hosts without `size`.");

    public static readonly SettingKey DefaultImage = new("default_image", SettingKind.Image, "The image of hosts without `image`.")
    {
        Default = ImageAlias.ByDefault,
        Advice = ImageRule.Hint,
    };

    public static readonly SettingKey SecurityGroups = Settings.HostKeys.SecurityGroups with
    {
        Meaning = "The security groups of hosts without `security_groups`: names or IDs of existing groups.",
        Otherwise = "none; a host without a group requires a firewall",
    };

    public static readonly SettingKey PublicIp = new(
        Settings.HostKeys.PublicIp.Name, SettingKind.Flag, "Whether instances get a public IPv4 address, at additional cost.")
    {
        Default = "true",
    };

    public static readonly SettingKey MachineName = SharedKeys.MachineName.In(Ec2Terms.Terms);

    public static readonly SettingKey Hosts = SharedKeys.Hosts with { HostKeys = Settings.HostKeys.All };

    public static readonly SettingKey Environments = SharedKeys.Environments with { Keys = EnvironmentKeys.All };

    public static readonly SettingKey PollInterval = SharedKeys.PollInterval.In(Ec2Terms.Terms);

    public static readonly SettingKey SettleWindow = SharedKeys.SettleWindow.In(Ec2Terms.Terms) with
    {
        Meaning = "How long a new instance may take to appear in API results. A create request whose response was lost is repeated "
            + "within this time, with the same client token.",
        Duration = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
    };

    public static readonly SettingKey CreateTimeout = SharedKeys.CreateTimeout.In(Ec2Terms.Terms);

    public static readonly SettingKey DeleteTimeout = SharedKeys.DeleteTimeout.In(Ec2Terms.Terms);

    public static readonly SettingKey SshUser = SharedKeys.SshUser with
    {
        Default = null,
        Otherwise = "that of the image of the host: `ubuntu`, `ec2-user` or `admin`; `ubuntu` for an image without an alias",
    };

    public static readonly SettingKey SshTimeout = SharedKeys.SshTimeout.In(Ec2Terms.Terms);

    public static readonly SettingKey CloudInitTimeout = SharedKeys.CloudInitTimeout.In(Ec2Terms.Terms);

    public static readonly SettingKey HttpTimeout = SharedKeys.HttpTimeout.In(Ec2Terms.Terms);

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        AccountId, Profile, SshKeyName, DefaultRegion, Regions, DefaultSize, DefaultImage, SecurityGroups, PublicIp, MachineName, Hosts,
        Environments, PollInterval, SettleWindow, CreateTimeout, DeleteTimeout, SshUser, SshTimeout, CloudInitTimeout, HttpTimeout,
    ];
}
