using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Creates instances, at most once for a client token.</summary>
internal static class RunInstancesAction
{
    private const string Name = "RunInstances";

    private const string Parameters =
        "BlockDeviceMapping ClientToken CreditSpecification DisableApiStop DisableApiTermination EbsOptimized HibernationOptions "
        + "IamInstanceProfile ImageId InstanceInitiatedShutdownBehavior InstanceType KeyName MaxCount MetadataOptions MinCount Monitoring "
        + "NetworkInterface Placement SecurityGroup SecurityGroupId SubnetId TagSpecification UserData "
        + "CapacityReservationSpecification EnclaveOptions MaintenanceOptions";

    public static ApiAction Action { get; } = ApiAction.Write(Name, Parameters, Run) with
    {
        Limit = new ThrottleLimit(5, 2),
        ResourceLimit = new ThrottleLimit(1000, 2),
        CountResources = parameters => parameters.Int("MaxCount") ?? 1,
    };

    /// <summary>Marks the token of a request as in flight until a time. Has no effect on other actions.</summary>
    public static void MarkInFlight(ApiCall call, DateTimeOffset until)
    {
        if (call.Action.Name == Name && call.Parameters.Text("ClientToken") is { } token)
        {
            call.Region.TokensInFlight[TokenMemory.KeyOf(call, token)] = until;
        }
    }

    private static ApiResult Run(ApiCall call)
    {
        string token = LaunchReader.Token(call.Parameters);
        string key = TokenMemory.KeyOf(call, token);
        if (call.Parameters.Bool("DryRun") != true && token.Length > 0 && TokenMemory.Recall(call, key) is { } known)
        {
            return ApiResult.Of(InstanceView.Reservation(call, known.Entry.ReservationId, known.Instances));
        }

        Launch launch = LaunchReader.Read(
            call, static parameters => TagReader.Specifications(parameters, "instance", "volume", "network-interface"));
        call.EndDryRun();
        IReadOnlyList<Instance> created = Create(call, launch, token, key);
        return ApiResult.Of(InstanceView.Reservation(call, created[0].ReservationId, created));
    }

    private static IReadOnlyList<Instance> Create(ApiCall call, Launch launch, string token, string key)
    {
        int count = VcpuQuota.Allowed(call, launch.Type, launch.Min, launch.Max);
        Subnet subnet;
        try
        {
            subnet = Launcher.Choose(call, launch);
        }
        catch (AwsError error) when (error.Status == 500 && token.Length > 0 && call.Conditions.TokenRemembersRefusals)
        {
            TokenMemory.Remember(call, key, "", []);
            throw;
        }

        IReadOnlyList<Instance> created = Launcher.Create(call, launch, subnet, count);
        if (token.Length > 0)
        {
            TokenMemory.Remember(call, key, created[0].ReservationId, created);
        }

        return created;
    }
}
