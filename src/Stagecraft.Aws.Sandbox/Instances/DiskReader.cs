using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Reads the block device mappings of RunInstances.</summary>
internal static class DiskReader
{
    private const int MaxGigabytes = 16384;

    private static readonly string[] Types = ["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"];

    /// <summary>The volumes: the root volume first.</summary>
    public static IReadOnlyList<DiskSpec> Read(Parameters parameters, Image image)
    {
        DiskSpec root = new DiskSpec(image.RootDevice, image.RootGigabytes, image.VolumeType, DeleteOnTermination: true)
        {
            SnapshotId = image.SnapshotId,
        };
        List<DiskSpec> others = [];
        foreach (Parameters part in parameters.Structures("BlockDeviceMapping"))
        {
            string device = part.Required("DeviceName");
            if (part.Raw("NoDevice") is not null || part.Text("VirtualName") is not null)
            {
                continue;
            }

            if (device == root.Device)
            {
                root = ReadOne(part.Below("Ebs"), root);
            }
            else if (others.Exists(disk => disk.Device == device))
            {
                throw AwsError.BadRequest(
                    "InvalidBlockDeviceMapping", $"The device '{device}' is used in more than one block-device mapping");
            }
            else
            {
                others.Add(ReadOne(part.Below("Ebs"), new DiskSpec(device, 0, "gp2", DeleteOnTermination: true)));
            }
        }

        return root.Gigabytes >= image.RootGigabytes ? [root, .. others] : throw AwsError.BadRequest(
            "InvalidBlockDeviceMapping",
            $"Volume of size {root.Gigabytes}GB is smaller than the snapshot of the image, expect size >= {image.RootGigabytes}GB");
    }

    private static DiskSpec ReadOne(Parameters ebs, DiskSpec start)
    {
        DiskSpec disk = start with
        {
            Gigabytes = ebs.Int("VolumeSize") ?? start.Gigabytes,
            Type = ebs.Text("VolumeType") ?? start.Type,
            DeleteOnTermination = ebs.Bool("DeleteOnTermination") ?? start.DeleteOnTermination,
            Iops = ebs.Int("Iops"),
            Throughput = ebs.Int("Throughput"),
            Encrypted = ebs.Bool("Encrypted") ?? false,
            SnapshotId = ebs.Text("SnapshotId") ?? start.SnapshotId,
        };
        return !Types.Contains(disk.Type, StringComparer.Ordinal) ? throw AwsError.InvalidValue("VolumeType", disk.Type)
            : disk.Gigabytes is < 1 or > MaxGigabytes ? throw AwsError.BadRequest(
                "InvalidBlockDeviceMapping", $"The volume size of {disk.Device} is missing, or not from 1 to {MaxGigabytes} GiB")
            : disk;
    }
}
