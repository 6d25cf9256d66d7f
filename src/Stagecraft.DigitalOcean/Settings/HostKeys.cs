namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of a host, for the parser, the schema and the reference.</summary>
internal static class HostKeys
{
    /// <summary>The hint for an invalid image.</summary>
    public const string ImageAdvice = "use a slug or ID for public images, an ID for private images";

    public static readonly SettingKey Role = new(
        "role", SettingKind.Name, "The role, for instance `app` or `db`. The droplet gets the tag `stagecraft-role-{role}`.")
    {
        IsRequired = true,
        Range = "at most 239 characters",
        MaxLength = HostParser.MaxRole,
    };

    public static readonly SettingKey Size = new("size", SettingKind.Slug, "The droplet's size. Required without `default_size`.")
    {
        Otherwise = "`default_size`",
    };

    public static readonly SettingKey Region = new("region", SettingKind.Slug, "The droplet's region. Required without `default_region`.")
    {
        Otherwise = "`default_region`",
    };

    public static readonly SettingKey Image = new("image", SettingKind.Image, "The slug of a public image, or the id of any image.")
    {
        Otherwise = "`default_image`",
        Advice = ImageAdvice,
    };

    public static readonly SettingKey Tags = new(
        "tags", SettingKind.Tags, "Additional tags, without duplicates. `stagecraft` and tags that start with `stagecraft-` are reserved.")
    {
        Otherwise = "none",
        Range = "each at most 255 characters of `a-z`, `0-9`, `_`, `-`, `:`",
        Expression = $"(?!{TagRule.Reserved}(-|$)){TagRule.Expression}",
        MaxLength = TagRule.MaxLength,
    };

    public static readonly SettingKey UserData = new(
        "user_data", SettingKind.Script, "The user data that the droplet runs at its first boot. Not together with `user_data_file`.")
    {
        Otherwise = "none",
        Range = "at most 64 KiB in UTF-8",
    };

    public static readonly SettingKey UserDataFile = new(
        "user_data_file",
        SettingKind.Text,
        "A regular file with the user data. A relative path starts at the directory of the config file. A byte order mark is removed.")
    {
        Otherwise = "none",
        Range = "at most 64 KiB, UTF-8",
    };

    public static readonly SettingKey Monitoring = new("monitoring", SettingKind.Flag, "Installs DigitalOcean's metrics agent.");

    public static readonly SettingKey Backups = new(
        "backups",
        SettingKind.FlagOrSection,
        "Enables backups, at additional cost: `true` for weekly backups, or a policy: [Backups](#backups).")
    {
        Range = "`true`, `false`, or a policy",
        Keys = BackupKeys.All,
    };

    public static readonly SettingKey Ipv6 = new("ipv6", SettingKind.Flag, "Adds an IPv6 address.");

    public static readonly SettingKey VpcUuid = new("vpc_uuid", SettingKind.Uuid, "The droplet's VPC.")
    {
        Otherwise = "that of `vpc`, or the region's default VPC",
    };

    public static readonly SettingKey Protected = new(
        "protected",
        SettingKind.Flag,
        "Deletion protection: no command deletes the droplet. It is the tag `stagecraft-protected` on the droplet. On an existing host, "
        + "enabling it is an update in the plan. Removing the key does not remove the protection: `stagecraft infra unprotect HOST` does.");

    public static readonly SettingKey Volumes = new(
        "volumes",
        SettingKind.Sections,
        "Volumes by name, each a volume of block storage that is attached to the droplet: [Volumes](#volumes).")
    {
        Range = "at most 15",
        Keys = VolumeKeys.All,
    };

    public static readonly SettingKey ReservedIp = new(
        "reserved_ip",
        SettingKind.Text,
        "A reserved IP of the account that is assigned to the droplet: [Reserved IPs](#reserved-ips). Not for groups.")
    {
        Range = "an IPv4 address",
    };

    public static readonly SettingKey Wait = new(
        "wait",
        SettingKind.Choice,
        "The readiness that `up` waits for. `active`: an active droplet with an address. `ssh`: also a response of its SSH server. "
        + "`cloud-init`: also the end of cloud-init, checked with the system's `ssh`. `http`: instead a response to an HTTP request: "
        + "[Readiness](#readiness).")
    {
        Default = HostWaitWords.Active,
        Choices = HostWaitWords.All,
    };

    public static readonly SettingKey Health = new(
        "health", SettingKind.Section, "The HTTP request of `wait: http`, and the expected response: [Readiness](#readiness).")
    {
        Otherwise = "`/` on port 80",
        Range = "only with `wait: http`",
        Keys = HealthKeys.All,
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Role, HostGroup.Count, Size, Region, Image, Tags, UserData, UserDataFile, Monitoring, Backups, Ipv6, VpcUuid, Volumes, ReservedIp,
        Wait, Health, Protected,
    ];
}
