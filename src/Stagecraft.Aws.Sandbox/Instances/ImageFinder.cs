using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Finds public images and the images of the account.</summary>
internal static class ImageFinder
{
    private const string Resolve = "resolve:ssm:";

    /// <summary>The images of the region.</summary>
    public static IEnumerable<Image> All(ApiCall call) => Catalog.ImagesOf(call.Region.Name).Concat(Own(call));

    /// <summary>The images that the account created.</summary>
    public static IEnumerable<Image> Own(ApiCall call) => call.Region.Images.Select(image => ImageOf(call, image));

    public static Image Require(ApiCall call, string id) =>
        All(call).FirstOrDefault(image => image.Id == id) ?? throw NotFound(id);

    /// <summary>The image of a launch: an ID, or <c>resolve:ssm:</c> and the name of a public parameter.</summary>
    /// <exception cref="AwsError">There is no such image, or it is not available yet.</exception>
    public static Image ForLaunch(ApiCall call, string reference)
    {
        Image image = reference.StartsWith(Resolve, StringComparison.Ordinal)
            ? FromParameter(call, reference[Resolve.Length..])
            : Require(call, reference);
        return image.IsAvailable ? image : throw AwsError.BadRequest(
            "InvalidAMIID.Unavailable", $"The image ID '{image.Id}' is not available yet");
    }

    public static AwsError NotFound(string id) => id.StartsWith("ami-", StringComparison.Ordinal)
        ? AwsError.BadRequest("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist")
        : AwsError.BadRequest("InvalidAMIID.Malformed", $"Invalid id: \"{id}\" (expecting \"ami-...\")");

    private static Image FromParameter(ApiCall call, string name) => PublicImageTable.FindParameter(name)?.In(call.Region.Name)
        ?? throw AwsError.BadRequest("InvalidParameterValue", $"The parameter {name} does not exist, or the sandbox does not have it.");

    private static Image ImageOf(ApiCall call, MachineImage image) =>
        new(image.Id, image.Name, image.Architecture, image.RootDevice, image.RootGigabytes)
        {
            Description = image.Description,
            Owner = call.Account.AccountId,
            SnapshotId = image.SnapshotId,
            VolumeType = image.VolumeType,
            CreatedAt = image.CreatedAt,
            IsAvailable = image.AvailableAt <= call.Now,
        };
}
