namespace Stagecraft.Aws.Api;

/// <summary>A subnet.</summary>
/// <param name="Id">The id.</param>
/// <param name="VpcId">The VPC.</param>
/// <param name="Zone">The availability zone.</param>
/// <param name="IsDefault">Whether it is the default subnet of its zone.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsSubnet(
    string Id,
    string VpcId,
    string Zone,
    bool IsDefault,
    IReadOnlyDictionary<string, string>? Tags);
