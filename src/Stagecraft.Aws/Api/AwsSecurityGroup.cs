namespace Stagecraft.Aws.Api;

/// <summary>A security group.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name, which is unique in its VPC.</param>
/// <param name="VpcId">The VPC; null if the response does not have it.</param>
/// <param name="Description">The description, which cannot be changed.</param>
/// <param name="Ingress">The rules for incoming connections.</param>
/// <param name="Egress">The rules for outgoing connections.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsSecurityGroup(
    string Id,
    string Name,
    string? VpcId,
    string? Description,
    IReadOnlyList<AwsRule> Ingress,
    IReadOnlyList<AwsRule> Egress,
    IReadOnlyDictionary<string, string>? Tags);
