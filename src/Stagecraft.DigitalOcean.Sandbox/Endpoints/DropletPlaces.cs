using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Finds the region, the VPC and the volumes of new droplets.</summary>
internal sealed class DropletPlaces(VpcStore vpcs, VolumeStore volumes, ImageFinder images, Catalog catalog)
{
    public Placement Find(CreateBody body, DateTimeOffset now) => Placement.Find(body, catalog, image => images.Find(image, now));

    public Vpc VpcOf(CreateBody body, string region)
    {
        Vpc? vpc = string.IsNullOrEmpty(body.VpcUuid) ? vpcs.DefaultOf(region) : vpcs.Get(body.VpcUuid);
        return vpc?.Region == region ? vpc : throw ApiError.Unprocessable("The VPC was not found in this region.");
    }

    public IReadOnlyList<long> VolumesOf(CreateBody body, string region, DateTimeOffset now)
    {
        if (body.Volumes.Count > 0 && body.Names.Count > 1)
        {
            throw ApiError.Unprocessable("A volume cannot be attached to several Droplets.");
        }

        if (body.Volumes.Count > Volume.MaxPerDroplet)
        {
            throw ApiError.Unprocessable($"A Droplet can have at most {Volume.MaxPerDroplet} volumes.");
        }

        return [.. body.Volumes.Select(id => FreeVolume(id, region, now).Id)];
    }

    private Volume FreeVolume(string id, string region, DateTimeOffset now)
    {
        Volume volume = volumes.Find(id, now) ?? throw ApiError.Unprocessable("A volume was not found.");
        if (volume.DropletId is not null || volume.IsBusy)
        {
            throw ApiError.Unprocessable("This volume is already attached");
        }

        return volume.Spec.Region == region
            ? volume
            : throw ApiError.Unprocessable("The volume and the Droplet must be in the same region.");
    }
}
