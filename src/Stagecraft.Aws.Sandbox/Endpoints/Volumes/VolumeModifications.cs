using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>Changes the size and the type of volumes. A volume cannot shrink.</summary>
internal static class VolumeModifications
{
    private static readonly ResourceList<Volume> List = new(
        "volumeModificationSet",
        "VolumeId",
        volume => volume.Id,
        id => AwsError.BadRequest("InvalidVolumeModification.NotFound", $"Modification for volume '{id}' does not exist."),
        (call, volume, filter) => filter switch
        {
            "volume-id" => [volume.Id],
            "modification-state" => [StateOf(call, volume.Modification!)],
            _ => null,
        },
        Content);

    public static ApiResult Describe(ApiCall call) =>
        List.Describe(call, VolumeFinder.All(call).Where(volume => volume.Modification is not null));

    public static ApiResult Modify(ApiCall call)
    {
        Volume volume = VolumeFinder.Require(call, call.Parameters.Required("VolumeId"));
        CheckState(call, volume);
        VolumeShape old = new VolumeShape(volume.Gigabytes, volume.Type, volume.Iops, volume.Throughput);
        VolumeShape shape = Target(call.Parameters, old);
        call.EndDryRun();
        DateTimeOffset optimizing = call.Now + call.Conditions.VolumeTime;
        volume.Modification = new VolumeModification(old, shape, call.Now, optimizing, optimizing + call.Conditions.VolumeTime);
        (volume.Gigabytes, volume.Type, volume.Iops, volume.Throughput) = (shape.Gigabytes, shape.Type, shape.Iops, shape.Throughput);
        return ApiResult.Of(new XElement("volumeModification", Content(call, volume)));
    }

    private static VolumeShape Target(Parameters parameters, VolumeShape old)
    {
        int size = parameters.Int("Size") ?? old.Gigabytes;
        string type = parameters.Text("VolumeType") ?? old.Type;
        bool isSameType = type == old.Type;
        int? iops = parameters.Int("Iops") ?? (isSameType ? old.Iops : null);
        return size < old.Gigabytes
            ? throw AwsError.BadRequest("InvalidParameterValue", "New size cannot be smaller than existing size")
            : VolumeRules.Complete(size, type, iops, parameters.Int("Throughput") ?? (isSameType ? old.Throughput : null));
    }

    private static void CheckState(ApiCall call, Volume volume)
    {
        string status = VolumeFinder.StatusOf(call, volume);
        if (status is not ("available" or "in-use") || volume.Modification?.CompletedAt > call.Now)
        {
            throw AwsError.BadRequest(
                "IncorrectModificationState", $"The volume {volume.Id} is {status}, or has a modification in progress.");
        }

        if (volume.Modification is { } last && last.CompletedAt + call.Conditions.VolumeCooldown > call.Now)
        {
            throw AwsError.BadRequest(
                "VolumeModificationRateExceeded",
                $"You've reached the maximum modification rate per volume limit. Wait before the next modification of {volume.Id}.");
        }
    }

    private static string StateOf(ApiCall call, VolumeModification change) =>
        change.CompletedAt <= call.Now ? "completed" : change.OptimizingAt <= call.Now ? "optimizing" : "modifying";

    private static object?[] Content(ApiCall call, Volume volume)
    {
        VolumeModification change = volume.Modification!;
        string state = StateOf(call, change);
        return
        [
            Xml.Text("volumeId", volume.Id),
            Xml.Text("modificationState", state),
            .. Shape("target", change.Target),
            .. Shape("original", change.Original),
            Xml.Number("progress", state switch { "completed" => 100, "optimizing" => 50, _ => 0 }),
            Xml.Time("startTime", change.StartedAt),
            state == "completed" ? Xml.Time("endTime", change.CompletedAt) : null,
        ];
    }

    private static object?[] Shape(string prefix, VolumeShape shape) =>
    [
        Xml.Number($"{prefix}Size", shape.Gigabytes),
        Xml.Text($"{prefix}VolumeType", shape.Type),
        shape.Iops is { } iops ? Xml.Number($"{prefix}Iops", iops) : null,
        shape.Throughput is { } throughput ? Xml.Number($"{prefix}Throughput", throughput) : null,
        Xml.Bool($"{prefix}MultiAttachEnabled", false),
    ];
}
