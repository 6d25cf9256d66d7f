using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Creates instances.</summary>
internal static class Launcher
{
    /// <summary>The subnet of the instances: the first one whose zone offers the type and has capacity.</summary>
    /// <exception cref="AwsError">There is none.</exception>
    public static Subnet Choose(ApiCall call, Launch launch)
    {
        string type = launch.Type.Name;
        List<Subnet> offered = [.. launch.Subnets.Where(subnet => Catalog.IsOffered(type, subnet.Zone))];
        return offered.Count == 0
            ? throw AwsError.BadRequest(
                "Unsupported",
                $"Your requested instance type ({type}) is not supported in your requested Availability Zone ({launch.Subnets[0].Zone}).")
            : offered.Find(subnet => VcpuQuota.HasCapacity(call, type, subnet.Zone)) ?? throw VcpuQuota.NoCapacity(type, offered[0].Zone);
    }

    public static IReadOnlyList<Instance> Create(ApiCall call, Launch launch, Subnet subnet, int count)
    {
        string reservation = call.Account.NextId("r-");
        List<Instance> created = [];
        for (int index = 0; index < count; index++)
        {
            Instance instance = launch.Template();
            instance.ReservationId = reservation;
            instance.LaunchIndex = index;
            Place(call, instance, launch, subnet);
            Tag(call, instance.Id, launch.Tags.GetValueOrDefault("instance", []));
            Tag(call, instance.NetworkInterfaceId, launch.Tags.GetValueOrDefault("network-interface", []));
            foreach (DiskSpec disk in launch.Disks)
            {
                Tag(call, AddVolume(call, instance, disk), launch.Tags.GetValueOrDefault("volume", []));
            }

            created.Add(instance);
        }

        return created;
    }

    private static void Place(ApiCall call, Instance instance, Launch launch, Subnet subnet)
    {
        AccountState account = call.Account;
        instance.Number = account.NextNumber();
        instance.Id = account.NextId("i-");
        instance.NetworkInterfaceId = account.NextId("eni-");
        instance.NetworkAttachmentId = account.NextId("eni-attach-");
        instance.MacAddress = "0a:" + string.Join(':', account.NextHex(10).Chunk(2).Select(pair => new string(pair)));
        instance.Zone = subnet.Zone;
        instance.SubnetId = subnet.Id;
        instance.VpcId = subnet.VpcId;
        instance.GroupIds = [.. launch.GroupIds];
        instance.PrivateIp = PrivateAddress(subnet);
        instance.PublicIp = launch.PublicIp ?? subnet.MapsPublicIp ? InstanceLife.PublicAddress(account) : null;
        InstanceLife.Start(instance, account, call.Conditions, call.Now);
        call.Region.Instances.Add(instance);
    }

    private static string AddVolume(ApiCall call, Instance instance, DiskSpec disk)
    {
        Volume volume = new Volume
        {
            Id = call.Account.NextId("vol-"), Zone = instance.Zone, Gigabytes = disk.Gigabytes, Type = disk.Type, Iops = disk.Iops,
            Throughput = disk.Throughput, Encrypted = disk.Encrypted, SnapshotId = disk.SnapshotId, CreatedAt = call.Now,
            Attachment = new VolumeAttachment
            {
                InstanceId = instance.Id, Device = disk.Device, AttachedAt = call.Now, DeleteOnTermination = disk.DeleteOnTermination,
            },
        };
        call.Region.Volumes.Add(volume);
        return volume.Id;
    }

    private static void Tag(ApiCall call, string id, IReadOnlyList<Tag> tags)
    {
        foreach (Tag tag in tags)
        {
            call.Region.Tags.Set(id, tag.Key, tag.Value, call.Now);
        }
    }

    /// <summary>The next address of a subnet. The first four are reserved.</summary>
    private static string PrivateAddress(Subnet subnet)
    {
        int[] start = [.. subnet.Cidr.Split('/')[0].Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        int number = 4 + subnet.Addresses++;
        return string.Create(
            CultureInfo.InvariantCulture, $"{start[0]}.{start[1]}.{start[2] + (number >> 8)}.{number & 255}");
    }
}
