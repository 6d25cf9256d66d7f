using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary><c>DescribeInstanceTypes</c>.</summary>
internal static class InstanceTypes
{
    private const int MaxNames = 100;

    private static readonly ResourceList<InstanceType> List = new(
        "instanceTypeSet",
        "InstanceType",
        type => type.Name,
        name => AwsError.BadRequest("InvalidInstanceType", $"The following supplied instance types do not exist: [{name}]"),
        (_, type, filter) => ValuesOf(type, filter),
        (_, type) => InstanceTypeXml.Of(type))
    {
        MaxPage = 100,
    };

    public static ApiResult Describe(ApiCall call)
    {
        if (call.Parameters.List("InstanceType").Count > MaxNames)
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"The request has more than {MaxNames} instance types.");
        }

        Region region = RegionTable.Find(call.Region.Name)!;
        return List.Describe(call, InstanceTypeTable.All.Where(type => type.IsOffered(region)));
    }

    private static IEnumerable<string>? ValuesOf(InstanceType type, string filter) => filter switch
    {
        "instance-type" => [type.Name],
        "current-generation" => [Flag.Of(type.Family.IsCurrent)],
        "free-tier-eligible" => [Flag.Of(type.IsFreeTier)],
        "bare-metal" => [Flag.Of(false)],
        "burstable-performance-supported" => [Flag.Of(type.IsBurstable)],
        "instance-storage-supported" => [Flag.Of(type.LocalDisk > 0)],
        "hypervisor" => [type.Family.Hypervisor],
        "processor-info.supported-architecture" => [type.Architecture],
        "vcpu-info.default-vcpus" => [type.Vcpus.ToString(CultureInfo.InvariantCulture)],
        "memory-info.size-in-mib" => [type.MemoryMegabytes.ToString(CultureInfo.InvariantCulture)],
        "supported-root-device-type" => ["ebs"],
        "supported-virtualization-type" => ["hvm"],
        "supported-usage-class" => ["on-demand"],
        _ => null,
    };
}
