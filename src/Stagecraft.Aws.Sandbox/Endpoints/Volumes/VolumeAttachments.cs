using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>Attaches and detaches volumes.</summary>
internal static class VolumeAttachments
{
    public static ApiResult Attach(ApiCall call)
    {
        string device = call.Parameters.Required("Device");
        Volume volume = VolumeFinder.Require(call, call.Parameters.Required("VolumeId"));
        Instance instance = InstanceFinder.Require(call, call.Parameters.Required("InstanceId"));
        CheckStates(call, volume, instance);
        CheckDevice(call, instance, device);
        if (volume.Zone != instance.Zone)
        {
            throw AwsError.BadRequest(
                "InvalidVolume.ZoneMismatch",
                $"The volume '{volume.Id}' is not in the same availability zone as instance '{instance.Id}'");
        }

        call.EndDryRun();
        volume.Attachment = new VolumeAttachment
        {
            InstanceId = instance.Id,
            Device = device,
            AttachedAt = call.Now,
            CompletedAt = call.Now + call.Conditions.VolumeTime,
        };
        return ApiResult.Of(VolumeLists.Attachment(call, volume, volume.Attachment));
    }

    public static ApiResult Detach(ApiCall call)
    {
        Volume volume = VolumeFinder.Require(call, call.Parameters.Required("VolumeId"));
        VolumeAttachment attachment = volume.AttachmentAt(call.Now) ?? throw AwsError.BadRequest(
            "IncorrectState", $"Volume '{volume.Id}' is in the '{VolumeFinder.StatusOf(call, volume)}' state.");
        if ((call.Parameters.Text("InstanceId") ?? attachment.InstanceId) != attachment.InstanceId
            || (call.Parameters.Text("Device") ?? attachment.Device) != attachment.Device)
        {
            throw AwsError.BadRequest(
                "InvalidAttachment.NotFound", $"The volume '{volume.Id}' is not attached to the instance or device of the request.");
        }

        Instance? instance = call.Region.Instances.Find(item => item.Id == attachment.InstanceId);
        if (instance is not null && attachment.Device == instance.RootDevice && instance.StateAt(call.Now) != InstanceState.Stopped)
        {
            throw AwsError.BadRequest(
                "OperationNotPermitted", $"Unable to detach root volume '{attachment.Device}' from instance '{instance.Id}'");
        }

        call.EndDryRun();
        attachment.DetachedAt ??= call.Now + call.Conditions.VolumeTime;
        return ApiResult.Of(VolumeLists.Attachment(call, volume, attachment));
    }

    private static void CheckStates(ApiCall call, Volume volume, Instance instance)
    {
        if (volume.AttachmentAt(call.Now) is { } attachment)
        {
            throw AwsError.BadRequest("VolumeInUse", $"{volume.Id} is already attached to an instance: {attachment.InstanceId}");
        }

        string status = VolumeFinder.StatusOf(call, volume);
        if (status != "available")
        {
            throw AwsError.BadRequest("IncorrectState", $"Volume '{volume.Id}' is in the '{status}' state, not 'available'.");
        }

        InstanceState state = instance.StateAt(call.Now);
        if (state is not (InstanceState.Running or InstanceState.Stopped or InstanceState.Stopping))
        {
            throw AwsError.BadRequest("IncorrectState", $"Instance '{instance.Id}' is not 'running'.");
        }
    }

    private static void CheckDevice(ApiCall call, Instance instance, string device)
    {
        string name = device.StartsWith("/dev/", StringComparison.Ordinal) ? device[5..] : device;
        string letters = name.StartsWith("xvd", StringComparison.Ordinal) ? name[3..]
            : name.StartsWith("sd", StringComparison.Ordinal) ? name[2..]
            : "";
        if (letters.Length is 0 or > 3 || !char.IsAsciiLetterLower(letters[0]) || !letters.All(char.IsAsciiLetterOrDigit))
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue", $"Value ({device}) for parameter device is invalid. It is not a valid EBS device name.");
        }

        if (InstanceSnapshot.VolumesOf(call.Region, instance, call.Now).Any(volume => volume.Attachment!.Device == device))
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue", $"Invalid value '{device}' for unixDevice. Attachment point {device} is already in use");
        }
    }
}
