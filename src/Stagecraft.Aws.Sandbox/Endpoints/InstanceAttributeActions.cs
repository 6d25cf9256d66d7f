using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Reads and changes single attributes of an instance.</summary>
internal static class InstanceAttributeActions
{
    /// <summary>The attributes that can be changed, by the name in the request.</summary>
    private static readonly Dictionary<string, string> Changeable = new(StringComparer.Ordinal)
    {
        ["InstanceType"] = "instanceType",
        ["UserData"] = "userData",
        ["DisableApiTermination"] = "disableApiTermination",
        ["DisableApiStop"] = "disableApiStop",
        ["InstanceInitiatedShutdownBehavior"] = "instanceInitiatedShutdownBehavior",
        ["SourceDestCheck"] = "sourceDestCheck",
        ["EbsOptimized"] = "ebsOptimized",
        ["GroupId"] = "groupSet",
        ["BlockDeviceMapping"] = "blockDeviceMapping",
    };

    public static IEnumerable<ApiAction> All =>
    [
        ApiAction.Read("DescribeInstanceAttribute", "InstanceId Attribute", Describe),
        ApiAction.Write("ModifyInstanceAttribute", $"InstanceId Attribute Value {string.Join(' ', Changeable.Keys)}", Modify),
        ApiAction.Write(
            "ModifyInstanceMetadataOptions",
            "InstanceId HttpTokens HttpPutResponseHopLimit HttpEndpoint HttpProtocolIpv6 InstanceMetadataTags",
            ModifyMetadata),
        ApiAction.Write("ModifyInstanceCreditSpecification", "ClientToken InstanceCreditSpecification", ModifyCredits),
        ApiAction.Write("MonitorInstances", "InstanceId", call => Monitor(call, true)),
        ApiAction.Write("UnmonitorInstances", "InstanceId", call => Monitor(call, false)),
    ];

    private static ApiResult Describe(ApiCall call)
    {
        Instance instance = InstanceFinder.Require(call, call.Parameters.Required("InstanceId"));
        string attribute = call.Parameters.Required("Attribute");
        return ApiResult.Of(Xml.Text("instanceId", instance.Id), AttributeOf(call, instance, attribute));
    }

    private static XElement AttributeOf(ApiCall call, Instance instance, string attribute) => attribute switch
    {
        "instanceType" => Value(attribute, instance.Type),
        "userData" => Value(attribute, instance.UserData),
        "disableApiTermination" => Value(attribute, instance.DisableApiTermination),
        "disableApiStop" => Value(attribute, instance.DisableApiStop),
        "instanceInitiatedShutdownBehavior" => Value(attribute, instance.ShutdownBehavior),
        "rootDeviceName" => Value(attribute, instance.RootDevice),
        "sourceDestCheck" => Value(attribute, instance.SourceDestCheck),
        "ebsOptimized" => Value(attribute, instance.EbsOptimized),
        "enaSupport" => Value(attribute, true),
        "sriovNetSupport" or "kernel" or "ramdisk" or "productCodes" => new XElement(attribute),
        "enclaveOptions" => new XElement(attribute, Xml.Bool("enabled", false)),
        "groupSet" => InstanceView.Groups(call, instance),
        "blockDeviceMapping" => InstanceView.Disks(call, instance),
        _ => throw AwsError.InvalidValue("attribute", attribute),
    };

    private static ApiResult Modify(ApiCall call)
    {
        Instance instance = InstanceFinder.Require(call, call.Parameters.Required("InstanceId"));
        (string name, Func<string> value) = Attribute(call.Parameters);
        Action change = ChangeOf(call, instance, name, value);
        call.EndDryRun();
        change();
        return ApiResult.True;
    }

    /// <summary>The changed attribute: <c>Name.Value</c>, or <c>Attribute</c> and <c>Value</c>.</summary>
    private static (string Name, Func<string> Value) Attribute(Parameters parameters)
    {
        List<string> named = [.. Changeable.Keys.Where(parameters.Has)];
        if (parameters.Text("Attribute") is { } attribute)
        {
            named.Add(Changeable.FirstOrDefault(pair => pair.Value == attribute).Key
                ?? throw AwsError.InvalidValue("attribute", attribute));
            return Single(named, () => parameters.Required("Value"));
        }

        return Single(named, () => parameters.Raw($"{named[0]}.Value") ?? throw AwsError.MissingParameter($"{named[0]}.Value"));
    }

    private static (string Name, Func<string> Value) Single(List<string> names, Func<string> value) => names.Count switch
    {
        1 => (names[0], value),
        0 => throw AwsError.InvalidCombination("No attributes specified."),
        _ => throw AwsError.InvalidCombination("Fields for multiple attribute types specified: " + string.Join(", ", names)),
    };

    private static Action ChangeOf(ApiCall call, Instance instance, string name, Func<string> value)
    {
        switch (name)
        {
            case "InstanceType":
                RequireStopped(call, instance, name);
                string type = LaunchReader.TypeOf(value()).Name;
                return LaunchReader.TypeOf(type).Architecture == instance.Architecture
                    ? () => (instance.Type, instance.CpuCredits) = (type, LaunchReader.DefaultCredits(LaunchReader.TypeOf(type)))
                    : throw AwsError.BadRequest("InvalidParameterValue", $"The architecture of {type} differs from that of the instance.");
            case "UserData":
                RequireStopped(call, instance, name);
                string? data = LaunchReader.CheckUserData(value());
                return () => instance.UserData = data is "" ? null : data;
            case "EbsOptimized":
                RequireStopped(call, instance, name);
                bool optimized = Bool(name, value());
                return () => instance.EbsOptimized = optimized;
            case "DisableApiTermination":
                bool keeps = Bool(name, value());
                return () => instance.DisableApiTermination = keeps;
            case "DisableApiStop":
                bool runs = Bool(name, value());
                return () => instance.DisableApiStop = runs;
            case "SourceDestCheck":
                bool checks = Bool(name, value());
                return () => instance.SourceDestCheck = checks;
            case "InstanceInitiatedShutdownBehavior":
                string behavior = LaunchReader.ShutdownBehavior(value());
                return () => instance.ShutdownBehavior = behavior;
            case "GroupId":
                return ChangeOfGroups(call, instance);
            default:
                return ChangeOfDisks(call, instance);
        }
    }

    private static Action ChangeOfGroups(ApiCall call, Instance instance)
    {
        IReadOnlyList<string> groups = call.Parameters.RequiredList("GroupId");
        foreach (string id in groups)
        {
            if (!call.Region.SecurityGroups.Exists(group => group.Id == id && group.VpcId == instance.VpcId))
            {
                throw AwsError.NotFound("InvalidGroup.NotFound", "security group", id);
            }
        }

        return () => instance.GroupIds = [.. groups];
    }

    private static Action ChangeOfDisks(ApiCall call, Instance instance)
    {
        List<(VolumeAttachment Attachment, bool Deletes)> changes = [];
        foreach (Parameters part in call.Parameters.Structures("BlockDeviceMapping"))
        {
            string device = part.Required("DeviceName");
            VolumeAttachment attachment = InstanceSnapshot.VolumesOf(call.Region, instance, call.Now)
                .Select(volume => volume.Attachment!).FirstOrDefault(other => other.Device == device)
                ?? throw AwsError.BadRequest(
                    "InvalidInstanceAttributeValue", $"No device is currently mapped at {device}");
            changes.Add((attachment, part.Below("Ebs").Bool("DeleteOnTermination") ?? attachment.DeleteOnTermination));
        }

        return () => changes.ForEach(change => change.Attachment.DeleteOnTermination = change.Deletes);
    }

    private static ApiResult ModifyMetadata(ApiCall call)
    {
        Instance instance = InstanceFinder.Require(call, call.Parameters.Required("InstanceId"));
        MetadataOptions options = MetadataReader.Read(call.Parameters, instance.Metadata);
        call.EndDryRun();
        instance.Metadata = options;
        return ApiResult.Of(Xml.Text("instanceId", instance.Id), InstanceView.Metadata("instanceMetadataOptions", options));
    }

    private static ApiResult ModifyCredits(ApiCall call)
    {
        List<(Instance Instance, string Credits)> changes = [];
        foreach (Parameters part in call.Parameters.Structures("InstanceCreditSpecification"))
        {
            string credits = part.Required("CpuCredits");
            changes.Add((
                InstanceFinder.Require(call, part.Required("InstanceId")),
                credits is "standard" or "unlimited" ? credits : throw AwsError.InvalidValue("CpuCredits", credits)));
        }

        call.EndDryRun();
        List<(Instance Instance, string Credits)> burstable = changes.FindAll(change => change.Instance.CpuCredits is not null);
        burstable.ForEach(change => change.Instance.CpuCredits = change.Credits);
        return ApiResult.Of(
            Xml.List("successfulInstanceCreditSpecificationSet", burstable, change => Xml.Text("instanceId", change.Instance.Id)),
            Xml.List("unsuccessfulInstanceCreditSpecificationSet", changes.Except(burstable), change => new object?[]
            {
                Xml.Text("instanceId", change.Instance.Id),
                new XElement(
                    "error",
                    Xml.Text("code", "InstanceCreditSpecification.NotSupported"),
                    Xml.Text("message", "The instance type has no CPU credits.")),
            }));
    }

    private static ApiResult Monitor(ApiCall call, bool enabled)
    {
        IReadOnlyList<Instance> instances = InstanceFinder.Require(call, call.Parameters.RequiredList("InstanceId"));
        call.EndDryRun();
        return ApiResult.Of(Xml.List("instancesSet", instances, instance =>
        {
            instance.Monitoring = enabled;
            return new object?[]
            {
                Xml.Text("instanceId", instance.Id),
                new XElement("monitoring", Xml.Text("state", enabled ? "enabled" : "disabled")),
            };
        }));
    }

    private static void RequireStopped(ApiCall call, Instance instance, string name)
    {
        if (instance.StateAt(call.Now) != InstanceState.Stopped)
        {
            throw AwsError.BadRequest(
                "IncorrectInstanceState", $"The instance '{instance.Id}' is not in the 'stopped' state, which {name} requires.");
        }
    }

    private static XElement Value(string name, string? value) => new(name, Xml.Text("value", value));

    private static XElement Value(string name, bool value) => new(name, Xml.Bool("value", value));

    private static bool Bool(string name, string value) => value switch
    {
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        _ => throw AwsError.InvalidValue(name, value),
    };
}
