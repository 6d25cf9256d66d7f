namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of a host: for the parser, the schema and the reference.</summary>
internal static class HostKeys
{
    public static readonly SettingKey Role = new("role", SettingKind.Name, "What the host is for: `app`, `db`. Becomes the tag `stagecraft-role-{role}`.")
    {
        IsRequired = true,
        Range = "at most 239 characters",
        MaxLength = HostParser.MaxRole,
    };

    public static readonly SettingKey Size = new("size", SettingKind.Slug, "The droplet's size. Required where there is no default.")
    {
        Otherwise = "`default_size`",
    };

    public static readonly SettingKey Region = new("region", SettingKind.Slug, "The droplet's region. Required where there is no default.")
    {
        Otherwise = "`default_region`",
    };

    public static readonly SettingKey Image = new("image", SettingKind.Image, "A public image by its slug, any image by its number.")
    {
        Otherwise = "`default_image`",
    };

    public static readonly SettingKey Tags = new("tags", SettingKind.Tags, "Tags of your own, each once. `stagecraft` and what begins with `stagecraft-` is reserved.")
    {
        Otherwise = "none",
        Range = "each at most 255 characters of `a-z`, `0-9`, `_`, `-`, `:`",
        Expression = $"(?!{TagRule.Reserved}(-|$)){TagRule.Expression}",
        MaxLength = TagRule.MaxLength,
    };

    public static readonly SettingKey UserData = new("user_data", SettingKind.Script, "What the droplet runs at its first boot. Not together with `user_data_file`.")
    {
        Otherwise = "none",
        Range = "at most 64 KiB in UTF-8",
    };

    public static readonly SettingKey UserDataFile = new("user_data_file", SettingKind.Text, "The same from a file. A relative path starts at the folder of the config file. A byte order mark is left out. It must be a regular file.")
    {
        Otherwise = "none",
        Range = "at most 64 KiB, UTF-8",
    };

    public static readonly SettingKey Monitoring = new("monitoring", SettingKind.Flag, "Installs DigitalOcean's metrics agent.");

    public static readonly SettingKey Backups = new("backups", SettingKind.Flag, "Switches backups on, which cost extra.");

    public static readonly SettingKey Ipv6 = new("ipv6", SettingKind.Flag, "Gives the droplet an IPv6 address too.");

    public static readonly SettingKey VpcUuid = new("vpc_uuid", SettingKind.Uuid, "The VPC that the droplet is put in.")
    {
        Otherwise = "the region's default VPC",
    };

    public static readonly SettingKey Protected = new("protected", SettingKind.Flag, "Keeps the droplet from being deleted by any command, through the tag `stagecraft-protected` on the droplet itself. On a host that is there it is an update in the plan. Taking it out of the file ends nothing: `stagecraft infra unprotect HOST` does.");

    public static readonly SettingKey Wait = new("wait", SettingKind.Choice, "What `up` waits for before the host counts as ready: an active droplet with an address; also an answer of its SSH server; also the end of cloud-init, asked through the system's `ssh`.")
    {
        Default = HostWaitWords.Active,
        Choices = HostWaitWords.All,
    };

    /// <summary>In the order in which they are described.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Role, Size, Region, Image, Tags, UserData, UserDataFile, Monitoring, Backups, Ipv6, VpcUuid, Wait, Protected,
    ];
}
