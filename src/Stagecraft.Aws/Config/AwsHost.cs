namespace Stagecraft.Aws;

/// <summary>A host of an <see cref="AwsConfig"/>: the keys of a host in <c>stagecraft.yml</c>, with the same meaning and rules. Nothing is
/// validated before <see cref="ICloudProvider.Validate"/> or a plan.</summary>
public sealed record AwsHost
{
    /// <summary>The role, for example <c>app</c> or <c>db</c>. The instance gets the tag <c>stagecraft:role</c>; at most 239
    /// characters.</summary>
    public required string Role { get; init; }

    /// <summary>The number of hosts of a group, 0 to 1000: the host <c>app</c> with 3 is <c>app-1</c>, <c>app-2</c> and <c>app-3</c>.
    /// Default: null, one host that is named after its key.</summary>
    public int? Count { get; init; }

    /// <summary>The instance type. Default: null, <see cref="AwsConfig.DefaultSize"/>.</summary>
    public string? Size { get; init; }

    /// <summary>The region. Default: null, <see cref="AwsConfig.DefaultRegion"/>.</summary>
    public string? Region { get; init; }

    /// <summary>An alias, an image id or a parameter. Default: null, <see cref="AwsConfig.DefaultImage"/>.</summary>
    public string? Image { get; init; }

    /// <summary>The availability zone, in the region of the host. Default: null, any.</summary>
    public string? Zone { get; init; }

    /// <summary>The id of the subnet. Default: null, the default subnet of the zone.</summary>
    public string? Subnet { get; init; }

    /// <summary>The security groups by name or id, at most 5. Default: empty, those of the environment or the config.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>Whether the instance gets a public IPv4 address. Default: null, <see cref="AwsConfig.PublicIp"/>.</summary>
    public bool? PublicIp { get; init; }

    /// <summary>Additional tags, at most 40; not <c>Name</c>, and no keys that begin with <c>aws:</c> or <c>stagecraft:</c>. Default:
    /// none.</summary>
    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>The user data that the instance runs at its first boot, at most 16 KiB in UTF-8; not together with
    /// <see cref="UserDataFile"/>. It can contain secrets: <see cref="ToString"/>, errors, plans and logs never show it, but a serializer
    /// of the properties does. Default: null, none.</summary>
    public string? UserData { get; init; }

    /// <summary>A file with the user data; a relative path starts at the working directory of the process. Default: null, none.</summary>
    public string? UserDataFile { get; init; }

    /// <summary>The name of an instance profile. Default: null, none.</summary>
    public string? IamInstanceProfile { get; init; }

    /// <summary>Whether CloudWatch receives metrics every minute, at additional cost. Default: false.</summary>
    public bool Monitoring { get; init; }

    /// <summary>The size of the root volume in GiB, 1 to 16384. Default: null, that of the image.</summary>
    public int? RootVolumeSize { get; init; }

    /// <summary>Volumes of block storage by name, at most 11. Default: none.</summary>
    public Dictionary<string, AwsVolume> Volumes { get; init; } = [];

    /// <summary>An Elastic IP address of the account that is associated with the instance; not for groups. Default: null, none.</summary>
    public string? ReservedIp { get; init; }

    /// <summary>The readiness that an apply waits for. Default: <see cref="HostWait.Active"/>.</summary>
    public HostWait Wait { get; init; }

    /// <summary>The request of <see cref="HostWait.Http"/>; only with it. Default: null, <c>/</c> on port 80.</summary>
    public AwsHealth? Health { get; init; }

    /// <summary>Whether the instance has deletion protection, the tag <c>stagecraft:protected</c>. On an existing host, enabling it is a
    /// change in the plan. Setting it to false does not remove the protection: <see cref="OwnershipAction.Unprotect"/> does. Default:
    /// false.</summary>
    public bool Protected { get; init; }

    /// <summary>The role, and the size, region and image that are set. User data is not part of it.</summary>
    public override string ToString() =>
        $"{nameof(AwsHost)} {{ Role = {Role}{Shown(nameof(Size), Size)}{Shown(nameof(Region), Region)}{Shown(nameof(Image), Image)} }}";

    private static string Shown(string name, string? value) => value is null ? "" : $", {name} = {value}";
}
