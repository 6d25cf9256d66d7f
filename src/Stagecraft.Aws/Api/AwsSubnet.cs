namespace Stagecraft.Aws.Api;

/// <summary>A subnet.</summary>
/// <param name="Id">The id.</param>
/// <param name="VpcId">The VPC.</param>
/// <param name="Zone">The availability zone.</param>
/// <param name="IsDefault">Whether it is the default subnet of its zone.</param>
/// <param name="MapsPublicIp">Whether instances have a public IPv4 address by default.</param>
/// <param name="FreeAddresses">The number of free IPv4 addresses; null if the response does not have it.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsSubnet(
    string Id,
    string VpcId,
    string Zone,
    bool IsDefault,
    bool MapsPublicIp,
    int? FreeAddresses,
    IReadOnlyDictionary<string, string>? Tags);
