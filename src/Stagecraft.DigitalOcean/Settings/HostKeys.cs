namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of a host, for the parser, the schema and the reference.</summary>
internal static class HostKeys
{
    /// <summary>The hint for an invalid image.</summary>
    public const string ImageAdvice = "use a slug or ID for public images, an ID for private images";

    public static readonly SettingKey Role = SharedHostKeys.Role with
    {
        Meaning = SharedHostKeys.Role.Meaning + " The droplet gets the tag `stagecraft-role-{role}`.",
    };

    public static readonly SettingKey Size = SharedHostKeys.Size.In(DropletTerms.Terms);

    public static readonly SettingKey Region = SharedHostKeys.Region.In(DropletTerms.Terms);

    public static readonly SettingKey Image = new("image", SettingKind.Image, "The slug of a public image, or the ID of any image.")
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

    public static readonly SettingKey UserData = SharedHostKeys.UserData.In(DropletTerms.Terms) with { Range = "at most 64 KiB in UTF-8" };

    public static readonly SettingKey UserDataFile = SharedHostKeys.UserDataFile with { Range = "at most 64 KiB, UTF-8" };

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
        "Deletion protection: no command deletes the droplet. The protection is the tag `stagecraft-protected` on the droplet. "
        + "On an existing host, enabling it is an update in the plan. Removing the key does not remove the protection: "
        + "`stagecraft infra unprotect HOST` does.");

    public static readonly SettingKey Volumes =
        SharedHostKeys.Volumes.In(DropletTerms.Terms) with { Range = "at most 15" };

    public static readonly SettingKey ReservedIp = SharedHostKeys.ReservedIp.In(DropletTerms.Terms);

    public static readonly SettingKey Wait = SharedHostKeys.Wait.In(DropletTerms.Terms);

    public static readonly SettingKey Health = SharedHostKeys.Health;

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Role, HostGroup.Count, Size, Region, Image, Tags, UserData, UserDataFile, Monitoring, Backups, Ipv6, VpcUuid, Volumes, ReservedIp,
        Wait, Health, Protected,
    ];
}
