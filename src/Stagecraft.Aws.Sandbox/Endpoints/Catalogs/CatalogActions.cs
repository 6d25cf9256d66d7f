using Stagecraft.Aws.Sandbox.Core;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary>The actions that read the catalog.</summary>
internal static class CatalogActions
{
    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeRegions", "RegionName AllRegions Filter", Regions.Describe),
        ApiAction.Read("DescribeAvailabilityZones", "ZoneName ZoneId AllAvailabilityZones Filter", Zones.Describe),
        ApiAction.Read("DescribeInstanceTypes", "InstanceType Filter MaxResults NextToken", InstanceTypes.Describe),
        ApiAction.Read("DescribeInstanceTypeOfferings", "LocationType Filter MaxResults NextToken", InstanceTypeOfferings.Describe),
        ApiAction.Read("DescribeAccountAttributes", "AttributeName", AccountAttributes.Describe),
    ];
}
