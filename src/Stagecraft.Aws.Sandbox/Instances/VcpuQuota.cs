using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The quota of vCPUs of a region, and the capacity of its zones.</summary>
internal static class VcpuQuota
{
    /// <summary>The vCPUs that count for a quota: of instances that run or start, and of terminated ones for a time.</summary>
    public static int Used(ApiCall call, string code) => call.Region.Instances
        .Where(instance => Counts(instance, call))
        .Select(instance => Catalog.FindType(instance.Type))
        .Sum(type => type?.Family.QuotaCode == code ? type.Vcpus : 0);

    public static int LimitOf(ApiCall call, string code) =>
        code == QuotaTable.Gpu ? call.Conditions.GpuVcpuLimit : call.Conditions.VcpuLimit;

    /// <summary>The number of instances that the quota allows, up to a maximum.</summary>
    /// <exception cref="AwsError">It allows fewer than the minimum.</exception>
    public static int Allowed(ApiCall call, InstanceType type, int min, int max)
    {
        int allowed = Math.Min(max, Math.Max(0, LimitOf(call, type.Family.QuotaCode) - Used(call, type.Family.QuotaCode)) / type.Vcpus);
        return allowed >= min ? allowed : throw Exceeded(call, type.Family.QuotaCode);
    }

    public static AwsError Exceeded(ApiCall call, string code) => AwsError.BadRequest(
        "VcpuLimitExceeded",
        $"You have requested more vCPU capacity than your current vCPU limit of {LimitOf(call, code)} allows for the instance "
        + "bucket that the specified instance type belongs to.");

    public static bool HasCapacity(ApiCall call, string type, string zone) => !call.Conditions.NoCapacity.Any(pattern =>
        FilterPattern.Matches(pattern, type) || FilterPattern.Matches(pattern, zone) || FilterPattern.Matches(pattern, $"{type}/{zone}"));

    public static AwsError NoCapacity(string type, string zone) => new(
        500,
        "InsufficientInstanceCapacity",
        $"We currently do not have sufficient {type} capacity in the Availability Zone you requested ({zone}).");

    private static bool Counts(Instance instance, ApiCall call) => instance.StateAt(call.Now) switch
    {
        InstanceState.Pending or InstanceState.Running or InstanceState.ShuttingDown => true,
        InstanceState.Terminated => instance.States[^1].At + call.Conditions.QuotaRelease > call.Now,
        _ => false,
    };
}
