using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Starts, stops, reboots and terminates instances.</summary>
internal static class InstanceStateActions
{
    public static IEnumerable<ApiAction> All =>
    [
        ApiAction.Write("StartInstances", "InstanceId AdditionalInfo", Start) with
        {
            Limit = new ThrottleLimit(5, 2), ResourceLimit = new ThrottleLimit(1000, 2), CountResources = CountIds,
        },
        ApiAction.Write("StopInstances", "InstanceId Force Hibernate SkipOsShutdown", Stop) with
        {
            Limit = new ThrottleLimit(100, 5), ResourceLimit = new ThrottleLimit(1000, 20), CountResources = CountIds,
        },
        ApiAction.Write("TerminateInstances", "InstanceId Force SkipOsShutdown", Terminate) with
        {
            Limit = new ThrottleLimit(100, 5), ResourceLimit = new ThrottleLimit(1000, 20), CountResources = CountIds,
        },
        ApiAction.Write("RebootInstances", "InstanceId", Reboot),
    ];

    private static int CountIds(Parameters parameters) => parameters.List("InstanceId").Count;

    private static ApiResult Start(ApiCall call)
    {
        IReadOnlyList<Instance> instances = Read(call);
        foreach (Instance instance in instances)
        {
            RequireState(
                call, instance, "started", InstanceState.Stopped, InstanceState.Pending, InstanceState.Running);
        }

        call.EndDryRun();
        List<Instance> stopped = [.. instances.Where(instance => instance.StateAt(call.Now) == InstanceState.Stopped)];
        foreach (Instance instance in stopped)
        {
            if (!VcpuQuota.HasCapacity(call, instance.Type, instance.Zone))
            {
                throw VcpuQuota.NoCapacity(instance.Type, instance.Zone);
            }
        }

        foreach (IGrouping<string, InstanceType> types in stopped
            .Select(instance => LaunchReader.TypeOf(instance.Type)).GroupBy(type => type.Family.QuotaCode, StringComparer.Ordinal))
        {
            if (VcpuQuota.Used(call, types.Key) + types.Sum(type => type.Vcpus) > VcpuQuota.LimitOf(call, types.Key))
            {
                throw VcpuQuota.Exceeded(call, types.Key);
            }
        }

        return Change(call, instances, instance =>
        {
            if (instance.StateAt(call.Now) == InstanceState.Stopped)
            {
                InstanceLife.Start(instance, call.Account, call.Conditions, call.Now);
            }
        });
    }

    private static ApiResult Stop(ApiCall call)
    {
        IReadOnlyList<Instance> instances = Read(call);
        foreach (Instance instance in instances)
        {
            RequireState(
                call, instance, "stopped", InstanceState.Running, InstanceState.Stopping, InstanceState.Stopped);
            if (instance.DisableApiStop)
            {
                throw Protected(instance, "stopped", "disableApiStop");
            }
        }

        call.EndDryRun();
        bool force = call.Parameters.Bool("Force") ?? false;
        return Change(call, instances, instance =>
        {
            if (instance.StateAt(call.Now) == InstanceState.Running || (force && instance.StateAt(call.Now) == InstanceState.Stopping))
            {
                InstanceLife.Stop(instance, force, call.Conditions, call.Now);
            }
        });
    }

    /// <summary>
    /// Terminates all instances or none, if an ID does not exist. A protected instance keeps those of its zone; the instances of other
    /// zones are terminated although the response is an error.
    /// </summary>
    private static ApiResult Terminate(ApiCall call)
    {
        IReadOnlyList<Instance> instances = Read(call);
        Instance? kept = instances.FirstOrDefault(instance => instance.DisableApiTermination && !instance.EndsIn(InstanceState.Terminated));
        if (kept is not null && call.Parameters.Bool("DryRun") == true)
        {
            throw Protected(kept, "terminated", "disableApiTermination");
        }

        call.EndDryRun();
        HashSet<string> zones = [.. instances
            .Where(instance => instance.DisableApiTermination && !instance.EndsIn(InstanceState.Terminated))
            .Select(instance => instance.Zone)];
        ApiResult result = Change(call, instances, instance =>
        {
            if (!zones.Contains(instance.Zone) && !instance.EndsIn(InstanceState.Terminated))
            {
                InstanceLife.Terminate(instance, call.Region, call.Conditions, call.Now);
            }
        });
        return kept is null ? result : throw Protected(kept, "terminated", "disableApiTermination");
    }

    private static ApiResult Reboot(ApiCall call)
    {
        foreach (Instance instance in Read(call))
        {
            RequireState(call, instance, "rebooted", InstanceState.Running, InstanceState.Pending);
        }

        call.EndDryRun();
        return ApiResult.True;
    }

    private static IReadOnlyList<Instance> Read(ApiCall call) =>
        InstanceFinder.Require(call, call.Parameters.RequiredList("InstanceId"));

    private static ApiResult Change(ApiCall call, IReadOnlyList<Instance> instances, Action<Instance> change)
    {
        List<(Instance Instance, InstanceState Before)> before =
            [.. instances.Select(instance => (instance, instance.StateAt(call.Now)))];
        foreach (Instance instance in instances)
        {
            change(instance);
        }

        return ApiResult.Of(Xml.List("instancesSet", before, row => new object?[]
        {
            Xml.Text("instanceId", row.Instance.Id),
            StateNames.Element("currentState", Current(row.Instance.StateAt(call.Now), row.Before)),
            StateNames.Element("previousState", row.Before),
        }));
    }

    /// <summary>A termination of a stopped instance takes no time, but its response still shows the shutdown.</summary>
    private static InstanceState Current(InstanceState now, InstanceState before) =>
        now == InstanceState.Terminated && before != now ? InstanceState.ShuttingDown : now;

    private static void RequireState(ApiCall call, Instance instance, string change, params ReadOnlySpan<InstanceState> allowed)
    {
        if (!allowed.Contains(instance.StateAt(call.Now)))
        {
            throw AwsError.BadRequest(
                "IncorrectInstanceState", $"The instance '{instance.Id}' is not in a state from which it can be {change}.");
        }
    }

    private static AwsError Protected(Instance instance, string change, string attribute) => AwsError.BadRequest(
        "OperationNotPermitted",
        $"The instance '{instance.Id}' may not be {change}. Modify its '{attribute}' instance attribute and try again.");
}
