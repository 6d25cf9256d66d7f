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
        IReadOnlyList<Instance> created = Create(call.Region, call.Account, call.Conditions, call.Now, launch, subnet, count);
        string name = launch.Tags.GetValueOrDefault("instance", []).FirstOrDefault(tag => tag.Key == "Name")?.Value ?? "";
        foreach (Instance instance in created)
        {
            InstanceLife.Fail(instance, call.Region, call.FaultOf(name), call.Conditions);
        }

        return created;
    }

    public static IReadOnlyList<Instance> Create(
        RegionState region,
        AccountState account,
        AwsSandboxConditions conditions,
        DateTimeOffset now,
        Launch launch,
        Subnet subnet,
        int count)
    {
        string reservation = account.NextId("r-");
        List<Instance> created = [];
        for (int index = 0; index < count; index++)
        {
            Instance instance = launch.Template();
            instance.ReservationId = reservation;
            instance.LaunchIndex = index;
            Place(account, instance, launch, subnet);
            InstanceLife.Start(instance, account, conditions, now);
            region.Instances.Add(instance);
            region.Tags.Add(instance.Id, launch.Tags.GetValueOrDefault("instance", []), now);
            region.Tags.Add(instance.NetworkInterfaceId, launch.Tags.GetValueOrDefault("network-interface", []), now);
            foreach (Volume volume in launch.Disks.Select(disk => VolumeOf(account, instance, disk, now)))
            {
                region.Volumes.Add(volume);
                region.Tags.Add(volume.Id, launch.Tags.GetValueOrDefault("volume", []), now);
            }

            created.Add(instance);
        }

        return created;
    }

    private static void Place(AccountState account, Instance instance, Launch launch, Subnet subnet)
    {
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
    }

    private static Volume VolumeOf(AccountState account, Instance instance, DiskSpec disk, DateTimeOffset now) => new()
    {
        Id = account.NextId("vol-"),
        Zone = instance.Zone,
        Gigabytes = disk.Gigabytes,
        Type = disk.Type,
        Iops = disk.Iops,
        Throughput = disk.Throughput,
        Encrypted = disk.Encrypted,
        SnapshotId = disk.SnapshotId,
        CreatedAt = now,
        Attachment = new VolumeAttachment
        {
            InstanceId = instance.Id,
            Device = disk.Device,
            AttachedAt = now,
            DeleteOnTermination = disk.DeleteOnTermination,
        },
    };

    /// <summary>The next address of a subnet. The first four are reserved.</summary>
    private static string PrivateAddress(Subnet subnet)
    {
        int[] start = [.. subnet.Cidr.Split('/')[0].Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        int number = 4 + subnet.Addresses++;
        return string.Create(
            CultureInfo.InvariantCulture, $"{start[0]}.{start[1]}.{start[2] + (number >> 8)}.{number & 255}");
    }
}
