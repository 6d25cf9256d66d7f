using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary><c>DescribeRegions</c>.</summary>
internal static class Regions
{
    private static readonly ResourceList<Region> List = new(
        "regionInfo",
        "RegionName",
        region => region.Name,
        name => AwsError.BadRequest("InvalidParameterValue", $"Invalid region provided: {name}"),
        (call, region, filter) => filter switch
        {
            "region-name" => [region.Name],
            "endpoint" => [region.Endpoint],
            "opt-in-status" => [StatusOf(call, region)],
            _ => null,
        },
        (call, region) => new object?[]
        {
            Xml.Text("regionName", region.Name),
            Xml.Text("regionEndpoint", region.Endpoint),
            Xml.Text("optInStatus", StatusOf(call, region)),
        });

    /// <summary>The enabled regions, or all regions on request.</summary>
    public static ApiResult Describe(ApiCall call)
    {
        bool withDisabled = call.Parameters.Bool("AllRegions") == true || call.Parameters.List("RegionName").Count > 0;
        return List.Describe(call, RegionTable.All.Where(region => withDisabled || IsEnabled(call, region)));
    }

    private static bool IsEnabled(ApiCall call, Region region) => StatusOf(call, region) != "not-opted-in";

    private static string StatusOf(ApiCall call, Region region) =>
        !region.NeedsOptIn ? "opt-in-not-required"
        : call.Options.OptInRegions.Contains(region.Name, StringComparer.Ordinal) ? "opted-in"
        : "not-opted-in";
}
