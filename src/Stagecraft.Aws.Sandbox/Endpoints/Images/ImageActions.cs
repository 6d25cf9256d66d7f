using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Images;

/// <summary>The actions of images.</summary>
internal static class ImageActions
{
    private static readonly ResourceList<Image> List = new(
        "imagesSet", "ImageId", image => image.Id, ImageFinder.NotFound, (_, image, filter) => ValuesOf(image, filter), Content);

    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read(
            "DescribeImages", "ImageId Owner ExecutableBy IncludeDeprecated IncludeDisabled Filter MaxResults NextToken", Describe),
        ApiAction.Write("CreateImage", "InstanceId Name Description NoReboot TagSpecification", Create),
        ApiAction.Write("DeregisterImage", "ImageId DeleteAssociatedSnapshots", Deregister),
    ];

    private static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<string> owners = call.Parameters.List("Owner");
        IEnumerable<Image> images = ImageFinder.All(call)
            .Where(image => owners.Count == 0 || owners.Any(owner => IsOwner(call, image, owner)));
        return List.Describe(call, call.Parameters.List("ExecutableBy").Contains("self") ? images.Where(image => image.IsPublic) : images);
    }

    private static ApiResult Create(ApiCall call)
    {
        Instance instance = InstanceFinder.Require(call, call.Parameters.Required("InstanceId"));
        string name = call.Parameters.Required("Name");
        IReadOnlyDictionary<string, IReadOnlyList<Tag>> tags = TagReader.Specifications(call.Parameters, "image", "snapshot");
        if (call.Region.Images.Exists(image => image.Name == name))
        {
            throw AwsError.BadRequest("InvalidAMIName.Duplicate", $"AMI name {name} is already in use");
        }

        if (instance.StateAt(call.Now) is not (InstanceState.Running or InstanceState.Stopped))
        {
            throw AwsError.BadRequest("IncorrectState", $"The instance '{instance.Id}' is not running or stopped");
        }

        call.EndDryRun();
        Volume root = InstanceSnapshot.VolumesOf(call.Region, instance, call.Now)
            .First(volume => volume.Attachment!.Device == instance.RootDevice);
        Snapshot snapshot = Snapshots.Add(call, root, $"Created by CreateImage({instance.Id})", tags.GetValueOrDefault("snapshot", []));
        MachineImage created = new MachineImage
        {
            Id = call.Account.NextId("ami-"),
            Name = name,
            Description = call.Parameters.Text("Description") ?? "",
            Architecture = instance.Architecture,
            RootDevice = instance.RootDevice,
            RootGigabytes = root.Gigabytes,
            VolumeType = root.Type,
            SnapshotId = snapshot.Id,
            CreatedAt = call.Now,
            AvailableAt = snapshot.CompletedAt,
        };
        call.Region.Images.Add(created);
        call.Region.Tags.Add(created.Id, tags.GetValueOrDefault("image", []), call.Now);
        return ApiResult.Of(Xml.Text("imageId", created.Id));
    }

    private static ApiResult Deregister(ApiCall call)
    {
        string id = call.Parameters.Required("ImageId");
        MachineImage image = call.Region.Images.Find(item => item.Id == id)
            ?? (ImageFinder.Require(call, id) is { } other
                ? throw AwsError.BadRequest("AuthFailure", $"Not authorized for image:{other.Id}")
                : throw ImageFinder.NotFound(id));
        call.EndDryRun();
        call.Region.Images.Remove(image);
        call.Region.Tags.Remove(id);
        return ApiResult.True;
    }

    private static bool IsOwner(ApiCall call, Image image, string owner) =>
        owner == image.Owner || owner == image.OwnerAlias || (owner == "self" && image.Owner == call.Account.AccountId);

    private static IEnumerable<string>? ValuesOf(Image image, string filter) => filter switch
    {
        "image-id" => [image.Id],
        "name" => [image.Name],
        "description" => [image.Description],
        "architecture" => [image.Architecture],
        "owner-id" => [image.Owner],
        "owner-alias" => image.OwnerAlias is { } alias ? [alias] : [],
        "is-public" => [Flag.Of(image.IsPublic)],
        "state" => [StateOf(image)],
        "root-device-name" => [image.RootDevice],
        "root-device-type" => ["ebs"],
        "virtualization-type" => ["hvm"],
        "hypervisor" => ["xen"],
        "image-type" => ["machine"],
        "ena-support" => ["true"],
        "block-device-mapping.volume-type" => [image.VolumeType],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Image image) =>
    [
        Xml.Text("imageId", image.Id),
        Xml.Text("imageLocation", $"{image.OwnerAlias ?? image.Owner}/{image.Name}"),
        Xml.Text("imageState", StateOf(image)),
        Xml.Text("imageOwnerId", image.Owner),
        Xml.Text("imageOwnerAlias", image.OwnerAlias),
        Xml.Text("creationDate", image.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        Xml.Bool("isPublic", image.IsPublic),
        Xml.Text("architecture", image.Architecture),
        Xml.Text("imageType", "machine"),
        Xml.Text("name", image.Name),
        Xml.Text("description", image.Description),
        Xml.Text("rootDeviceType", "ebs"),
        Xml.Text("rootDeviceName", image.RootDevice),
        Xml.List("blockDeviceMapping", [image], Disk),
        Xml.Text("virtualizationType", "hvm"),
        Xml.Text("hypervisor", "xen"),
        Xml.Bool("enaSupport", true),
        Xml.Text("platformDetails", "Linux/UNIX"),
        Xml.Text("usageOperation", "RunInstances"),
        Xml.Text("bootMode", image.Architecture == "arm64" ? "uefi" : "uefi-preferred"),
        TagSet.Of(call, image.Id),
    ];

    private static object?[] Disk(Image image) =>
    [
        Xml.Text("deviceName", image.RootDevice),
        new XElement(
            "ebs",
            Xml.Text("snapshotId", image.SnapshotId),
            Xml.Number("volumeSize", image.RootGigabytes),
            Xml.Bool("deleteOnTermination", true),
            Xml.Text("volumeType", image.VolumeType),
            Xml.Bool("encrypted", false)),
    ];

    private static string StateOf(Image image) => image.IsAvailable ? "available" : "pending";
}
