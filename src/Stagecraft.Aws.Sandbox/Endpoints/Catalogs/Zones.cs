using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary><c>DescribeAvailabilityZones</c>.</summary>
internal static class Zones
{
    private static readonly ResourceList<Zone> ByName = Of("ZoneName", zone => zone.Name);

    private static readonly ResourceList<Zone> ById = Of("ZoneId", zone => zone.Id);

    public static ApiResult Describe(ApiCall call)
    {
        ResourceList<Zone> list = call.Parameters.Has("ZoneId") ? ById : ByName;
        return list.Describe(call, RegionTable.Find(call.Region.Name)!.Zones);
    }

    private static ResourceList<Zone> Of(string parameter, Func<Zone, string> idOf) => new(
        "availabilityZoneInfo",
        parameter,
        idOf,
        name => AwsError.BadRequest("InvalidParameterValue", $"Invalid availability zone: [{name}]"),
        ValuesOf,
        Content);

    private static IEnumerable<string>? ValuesOf(ApiCall call, Zone zone, string filter) => filter switch
    {
        "zone-name" => [zone.Name],
        "zone-id" => [zone.Id],
        "zone-type" => ["availability-zone"],
        "region-name" => [call.Region.Name],
        "state" => ["available"],
        "opt-in-status" => ["opt-in-not-required"],
        "group-name" => [GroupOf(call)],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Zone zone) =>
    [
        Xml.Text("optInStatus", "opt-in-not-required"),
        Xml.Text("zoneName", zone.Name),
        Xml.Text("zoneId", zone.Id),
        Xml.Text("zoneState", "available"),
        Xml.Text("zoneType", "availability-zone"),
        Xml.Text("regionName", call.Region.Name),
        Xml.Text("groupName", GroupOf(call)),
        Xml.Text("networkBorderGroup", call.Region.Name),
        Xml.List("messageSet", Array.Empty<string>(), text => text),
    ];

    private static string GroupOf(ApiCall call) => $"{call.Region.Name}-zg-1";
}
