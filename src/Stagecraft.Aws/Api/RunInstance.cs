namespace Stagecraft.Aws.Api;

/// <summary>One instance to create. Every byte of its request follows from these members.</summary>
internal sealed record RunInstance
{
    public required string ImageId { get; init; }

    /// <summary>The instance type.</summary>
    public required string Type { get; init; }

    public required string ClientToken { get; init; }

    public string? KeyName { get; init; }

    /// <summary>The ids of the security groups.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Null for a default subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The availability zone; null, the default, for any. A subnet determines the zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether the instance has a public IPv4 address; null for the setting of the subnet.</summary>
    public bool? PublicIpv4 { get; init; }

    /// <summary>Plain text; the request contains it as Base64.</summary>
    public string? UserData { get; init; }

    /// <summary>The tags of the instance.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The tags of the volumes and network interfaces that are created with the instance.</summary>
    public IReadOnlyDictionary<string, string> PartTags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the instance cannot be terminated until this is changed.</summary>
    public bool DisableApiTermination { get; init; }

    /// <summary>Whether detailed monitoring is enabled, which has a price. Default: false.</summary>
    public bool Monitoring { get; init; }

    /// <summary>The name or the ARN of the instance profile.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The device of the root volume, as the image names it; required with <see cref="RootSize"/>.</summary>
    public string? RootDevice { get; init; }

    /// <summary>The size of the root volume in GiB; null for that of the image.</summary>
    public int? RootSize { get; init; }

    /// <summary>Only the client token: the default text of a record would show <see cref="UserData"/>.</summary>
    public override string ToString() => $"{nameof(RunInstance)} {ClientToken}";
}
