using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Instances as the owner of the sandbox reads and creates them, without the API.</summary>
internal static class ActualInstance
{
    public static AwsSandboxInstance Of(RegionState region, Instance instance, DateTimeOffset now)
    {
        InstanceSnapshot actual = new InstanceSnapshot(instance, region.Name, instance.StateAt(now), region.Tags.Of(instance.Id, now));
        return new AwsSandboxInstance
        {
            Id = instance.Id,
            Region = region.Name,
            Zone = instance.Zone,
            State = StateNames.Of(actual.State),
            Type = instance.Type,
            ImageId = instance.ImageId,
            KeyName = instance.KeyName,
            ClientToken = instance.ClientToken,
            Tags = actual.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
            SecurityGroups = [.. instance.GroupIds],
            SubnetId = instance.SubnetId,
            IsProtected = instance.DisableApiTermination,
            IsMonitored = instance.Monitoring,
            UserData = instance.UserData,
            PublicIp = actual.PublicIp,
            PrivateIp = instance.PrivateIp,
            CreatedAt = instance.CreatedAt,
        };
    }

    /// <summary>Creates an instance that is running already.</summary>
    /// <exception cref="ArgumentException">The type or the image is unknown, or the region has no subnet.</exception>
    public static Instance Create(RegionState region, AccountState account, string type, string? imageId, DateTimeOffset now)
    {
        InstanceType known = Catalog.FindType(type) ?? throw new ArgumentException($"There is no type {type}.", nameof(type));
        Image image = imageId is null
            ? Catalog.ImagesOf(region.Name).First(other => other.Architecture == known.Architecture)
            : Catalog.FindImage(region.Name, imageId) ?? throw new ArgumentException($"There is no image {imageId}.", nameof(imageId));
        Subnet subnet = region.Subnets.FirstOrDefault()
            ?? throw new ArgumentException($"The region {region.Name} has no subnet.", nameof(region));
        Launch launch = new Launch
        {
            Min = 1,
            Max = 1,
            Type = known,
            Image = image,
            Subnets = [subnet],
            GroupIds = [.. region.SecurityGroups.Where(group => group.VpcId == subnet.VpcId).Take(1).Select(group => group.Id)],
            Disks = [new DiskSpec(image.RootDevice, image.RootGigabytes, image.VolumeType, DeleteOnTermination: true)],
            Tags = new Dictionary<string, IReadOnlyList<Tag>>(),
            Template = () => new Instance
            {
                CreatedAt = now,
                ImageId = image.Id,
                Type = known.Name,
                Architecture = known.Architecture,
                RootDevice = image.RootDevice,
                CpuCredits = LaunchReader.DefaultCredits(known),
            },
        };
        AwsSandboxConditions immediate = new AwsSandboxConditions { Boot = TimeSpan.Zero };
        return Launcher.Create(region, account, immediate, now, launch, subnet, 1)[0];
    }
}
