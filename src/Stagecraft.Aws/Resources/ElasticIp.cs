using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Resources;

/// <summary>An Elastic IP address of the account.</summary>
internal sealed record ElasticIp : Resource
{
    public required string AllocationId { get; init; }

    /// <summary>The network interface that has it without an instance; null if there is none.</summary>
    public string? Interface { get; init; }

    public static ElasticIp Of(AwsAddress address, string region) => new()
    {
        Id = new ResourceId(address.PublicIp),
        CloudName = address.PublicIp,
        Region = region,
        Attached = address.InstanceId is { } instance ? [new ResourceId(instance)] : [],
        AllocationId = address.AllocationId,
        Interface = address.InstanceId is null ? address.NetworkInterfaceId : null,
    };
}
