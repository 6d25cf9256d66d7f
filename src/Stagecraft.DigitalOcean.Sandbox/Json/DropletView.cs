using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.ReservedIps;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Converts a droplet at a point in time to an API object.</summary>
internal sealed class DropletView(Catalog catalog, ImageFinder images)
{
    private static readonly NetworksJson NoNetworks = new([], []);

    public DropletJson ToJson(Droplet droplet, ApiCall call)
    {
        DateTimeOffset now = call.Now;
        SizeJson size = catalog.SizeOf(droplet.Size);
        return new DropletJson
        {
            Id = droplet.Id,
            Name = droplet.Name,
            Memory = size.Memory,
            Vcpus = size.Vcpus,
            Disk = droplet.Disk,
            // The first disk is the boot disk; GPU sizes have another one for scratch data.
            DiskInfo = [SizeJson.DiskInfoJson.Local(droplet.Disk), .. size.DiskInfo.Skip(1)],
            Locked = droplet.IsLockedAt(now),
            Status = droplet.StatusAt(now),
            CreatedAt = Timestamp.Format(droplet.CreatedAt),
            Features = droplet.Features,
            NextBackupWindow = droplet.Backups is { } policy ? BackupWindowJson.Of(policy, now) : null,
            Image = images.Find(droplet.Image, now)?.WithTags(call.Conditions.CanReadTags),
            SnapshotIds = droplet.SnapshotIds,
            VolumeIds = [.. droplet.VolumeIds.Select(number => ResourceId.Format(ResourceKind.Volume, number))],
            Size = size,
            SizeSlug = droplet.Size,
            Networks = Networks(droplet.AddressesAt(now), droplet.ReservedIp),
            Region = catalog.RegionOf(droplet.Region),
            Tags = call.Conditions.CanReadTags ? droplet.Tags : null,
            VpcUuid = droplet.Vpc,
            GpuInfo = size.GpuInfo,
        };
    }

    public IReadOnlyList<DropletJson> ToJson(IEnumerable<Droplet> droplets, ApiCall call) =>
        [.. droplets.Select(droplet => ToJson(droplet, call))];

    private static NetworksJson Networks(DropletAddresses? addresses, string? reserved)
    {
        if (addresses is null)
        {
            return NoNetworks;
        }

        List<NetworksJson.InterfaceV4Json> v4 = [];
        if (addresses.PublicV4 is not null)
        {
            v4.Add(new(addresses.PublicV4, "255.255.255.0", addresses.PublicV4Gateway, "public"));
        }

        if (reserved is not null)
        {
            // The API does not define an order, so clients must not rely on one.
            bool isFirst = (reserved[^1] - '0') % 2 == 0;
            v4.Insert(isFirst ? 0 : v4.Count, new(reserved, ReservedIp.Netmask, ReservedIp.Gateway, "public"));
        }

        // The gateway of a private interface is this string in the API.
        v4.Add(new(addresses.PrivateV4, addresses.PrivateV4Netmask, "nil", "private"));
        return new NetworksJson(v4, addresses.V6 is null ? [] : [new(addresses.V6, 64, addresses.V6Gateway, "public")]);
    }
}
