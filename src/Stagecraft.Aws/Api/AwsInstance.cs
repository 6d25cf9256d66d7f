namespace Stagecraft.Aws.Api;

/// <summary>An EC2 instance with the properties that the driver uses.</summary>
internal sealed record AwsInstance
{
    public required string Id { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>stopping</c>, <c>stopped</c>, <c>shutting-down</c>, <c>terminated</c>, or another state
    /// that the API returns.</summary>
    public required string State { get; init; }

    /// <summary>The instance type.</summary>
    public required string Type { get; init; }

    public string? ImageId { get; init; }

    public string? KeyName { get; init; }

    public string? ClientToken { get; init; }

    public string? Zone { get; init; }

    public string? SubnetId { get; init; }

    public string? VpcId { get; init; }

    public string? PublicIpv4 { get; init; }

    public string? PrivateIpv4 { get; init; }

    public string? Ipv6 { get; init; }

    /// <summary>Whether the public IPv4 address is an Elastic IP.</summary>
    public bool HasElasticIp { get; init; }

    /// <summary>The time of the last start.</summary>
    public DateTimeOffset? LaunchTime { get; init; }

    /// <summary>The time of the creation: when the primary network interface was attached. Null if the response does not have
    /// it.</summary>
    public DateTimeOffset? AttachTime { get; init; }

    /// <summary>The tags by key; null if the response has none, which does not mean that the instance has none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<AwsGroupName> SecurityGroups { get; init; } = [];

    public IReadOnlyList<AwsAttachment> Volumes { get; init; } = [];

    public string? RootDevice { get; init; }

    /// <summary>The id of the primary network interface.</summary>
    public string? NetworkInterfaceId { get; init; }

    public string? Architecture { get; init; }

    /// <summary>The ARN of the instance profile.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>Whether detailed monitoring is enabled; null if the response does not have it.</summary>
    public bool? Monitoring { get; init; }
}
