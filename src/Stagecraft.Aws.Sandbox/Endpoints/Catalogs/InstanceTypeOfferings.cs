using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary><c>DescribeInstanceTypeOfferings</c>: which type is offered in the region, or in which zone.</summary>
internal static class InstanceTypeOfferings
{
    private static readonly ResourceList<Offering> List = new(
        "instanceTypeOfferingSet",
        "",
        offering => $"{offering.Type} {offering.Location}",
        id => AwsError.Internal(),
        (_, offering, filter) => filter switch
        {
            "instance-type" => [offering.Type],
            "location" => [offering.Location],
            _ => null,
        },
        (_, offering) => new object?[]
        {
            Xml.Text("instanceType", offering.Type),
            Xml.Text("locationType", offering.LocationType),
            Xml.Text("location", offering.Location),
        });

    public static ApiResult Describe(ApiCall call)
    {
        Region region = RegionTable.Find(call.Region.Name)!;
        string type = call.Parameters.Text("LocationType") ?? "region";
        return List.Describe(call, type switch
        {
            "region" => InstanceTypeTable.All
                .Where(item => item.IsOffered(region))
                .Select(item => new Offering(item.Name, type, region.Name)),
            "availability-zone" => InZones(region, type, zone => zone.Name),
            "availability-zone-id" => InZones(region, type, zone => zone.Id),
            _ => throw AwsError.InvalidValue("LocationType", type),
        });
    }

    private static IEnumerable<Offering> InZones(Region region, string type, Func<Zone, string> nameOf) =>
        from item in InstanceTypeTable.All
        from zone in region.Zones
        where item.IsOffered(region, zone)
        select new Offering(item.Name, type, nameOf(zone));

    private sealed record Offering(string Type, string LocationType, string Location);
}
