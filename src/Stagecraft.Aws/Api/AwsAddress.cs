namespace Stagecraft.Aws.Api;

/// <summary>An Elastic IP address.</summary>
/// <param name="AllocationId">The id.</param>
/// <param name="PublicIp">The address.</param>
/// <param name="AssociationId">The id of its association; null if it is free.</param>
/// <param name="InstanceId">The instance that it is associated with; null if there is none.</param>
/// <param name="NetworkInterfaceId">The network interface that it is associated with; null if there is none.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsAddress(
    string AllocationId,
    string PublicIp,
    string? AssociationId,
    string? InstanceId,
    string? NetworkInterfaceId,
    IReadOnlyDictionary<string, string>? Tags);
