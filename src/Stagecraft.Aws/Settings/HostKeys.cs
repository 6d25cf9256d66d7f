using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Settings;

/// <summary>The keys of a host, for the parser, the schema and the reference.</summary>
internal static class HostKeys
{
    public static readonly SettingKey Role = SharedHostKeys.Role with
    {
        Meaning = SharedHostKeys.Role.Meaning + " The instance gets the tag `stagecraft:role`.",
    };

    public static readonly SettingKey Size = SharedHostKeys.Size with
    {
        Meaning = "The instance type, for example `t3.small`. Required without `default_size`.",
    };

    public static readonly SettingKey Region = SharedHostKeys.Region.In(Ec2Terms.Terms);

    public static readonly SettingKey Image = new(
        "image",
        SettingKind.Image,
        "The image: an alias (`ubuntu-24.04`, `ubuntu-22.04`, `al2023`, `debian-12`), an image ID (`ami-…`), or a parameter with the ID "
        + "(`ssm:/path`).")
    {
        Otherwise = "`default_image`",
        Advice = ImageRule.Hint,
    };

    public static readonly SettingKey Zone = new(
        "zone", SettingKind.Slug, "The availability zone, for example `eu-central-1a`. It must be in the region of the host.")
    {
        Otherwise = "any zone",
    };

    public static readonly SettingKey Subnet = new("subnet", SettingKind.Slug, "The ID of the subnet, for example `subnet-0abc1234`.")
    {
        Otherwise = "the default subnet of the zone",
        Expression = NetworkRule.SubnetExpression,
    };

    public static readonly SettingKey SecurityGroups = new(
        "security_groups",
        SettingKind.Texts,
        "The security groups: names or IDs of existing groups. The groups of the role's firewalls are added.")
    {
        Otherwise = "`security_groups` of the environment or the section",
        Range = "at most 5",
    };

    public static readonly SettingKey PublicIp = new(
        "public_ip", SettingKind.Custom, "Whether the instance gets a public IPv4 address, at additional cost.")
    {
        Otherwise = "`public_ip` of the section",
        Range = "`true` or `false`",
        Schema = new JsonObject { ["type"] = "boolean" },
    };

    public static readonly SettingKey Tags = new(
        "tags",
        SettingKind.TextMap,
        "Additional tags of the instance: a mapping of keys to values. `Name`, and keys that begin with `aws:` or `stagecraft:`, are "
        + "reserved.")
    {
        Range = "at most 40; keys of 1 to 127 characters, values of 1 to 256",
    };

    public static readonly SettingKey UserData = SharedHostKeys.UserData.In(Ec2Terms.Terms) with { Range = "at most 16 KiB in UTF-8" };

    public static readonly SettingKey UserDataFile = SharedHostKeys.UserDataFile with { Range = "at most 16 KiB, UTF-8" };

    public static readonly SettingKey IamInstanceProfile = new(
        "iam_instance_profile", SettingKind.Slug, "The name of an existing instance profile, which gives the instance an IAM role.")
    {
        Range = "at most 128 characters",
        Expression = ProfileRule.Expression,
    };

    public static readonly SettingKey Monitoring = new(
        "monitoring", SettingKind.Flag, "Detailed monitoring: CloudWatch receives metrics every minute, at additional cost.");

    public static readonly SettingKey RootVolumeSize = new("root_volume_size", SettingKind.Integer, "The size of the root volume in GiB.")
    {
        Otherwise = "that of the image",
        Minimum = 1,
        Maximum = VolumeKeys.MaxSize,
    };

    public static readonly SettingKey Volumes = SharedHostKeys.Volumes.In(Ec2Terms.Terms) with { Range = "at most 11" };

    public static readonly SettingKey ReservedIp = SharedHostKeys.ReservedIp with
    {
        Meaning = "An Elastic IP address of the account, which `up` associates with the instance. Not for groups.",
    };

    public static readonly SettingKey Wait = SharedHostKeys.Wait.In(Ec2Terms.Terms);

    public static readonly SettingKey Health = SharedHostKeys.Health;

    public static readonly SettingKey Protected = new(
        "protected",
        SettingKind.Flag,
        "Deletion protection: no command terminates the instance. The protection consists of the tag `stagecraft:protected` and the "
        + "termination protection of EC2. On an existing host, enabling it is an update in the plan. Removing the key does not remove "
        + "the protection: `stagecraft infra unprotect HOST` does.");

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Role, HostGroup.Count, Size, Region, Image, Zone, Subnet, SecurityGroups, PublicIp, Tags, UserData, UserDataFile,
        IamInstanceProfile, Monitoring, RootVolumeSize, Volumes, ReservedIp, Wait, Health, Protected,
    ];
}
