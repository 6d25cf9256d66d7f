using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates and deletes volumes.</summary>
internal sealed class VolumeEndpoints(VolumeStore volumes, SnapshotStore snapshots, Catalog catalog, int volumeLimit)
{
    private const string ListPath = "/v2/volumes";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("DELETE", ListPath, DeleteByName),
        new("GET", OnePath, call => Show(200, volumes.Require(call.Key, call.Now), call)),
        new("DELETE", OnePath, call => Delete(volumes.Require(call.Key, call.Now))),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<Volume> page, long total) =
            volumes.List(call.Query["region"], call.Query["name"], PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call, "volumes", [.. page.Select(volume => VolumeJson.Of(volume, catalog, call))], total, SandboxJson.Default.VolumeJson);
    }

    private ApiResponse Create(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        VolumeSpec spec = VolumeBodyReader.Read(body);
        if (!catalog.Regions.Any(region => region.Slug == spec.Region && region.Available))
        {
            throw ApiError.Unprocessable("region is not available for volumes.");
        }

        if (body.Text("snapshot_id") is { } snapshot)
        {
            spec = spec with { Size = SizeFrom(snapshot, spec, call.Now) };
        }

        return volumes.Count() < volumeLimit
            ? Show(201, volumes.Insert(spec, call.Conditions, call.Now), call)
            : throw ApiError.Forbidden("failed to create volume: volume limit exceeded");
    }

    private int SizeFrom(string key, VolumeSpec spec, DateTimeOffset now)
    {
        if (snapshots.Find(key, now) is not { Type: Snapshot.OfVolume, Spec: { } from })
        {
            throw ApiError.NotFound();
        }

        if (from.Region != spec.Region)
        {
            throw ApiError.Unprocessable("The snapshot and the volume must be in the same region.");
        }

        return spec.Size == 0 || spec.Size >= from.MinDiskSize
            ? Math.Max(spec.Size, from.MinDiskSize)
            : throw ApiError.Unprocessable($"size_gigabytes must be at least {from.MinDiskSize} for this snapshot.");
    }

    private ApiResponse DeleteByName(ApiCall call)
    {
        string name = call.Query["name"] ?? throw ApiError.Unprocessable("name is required.");
        string region = call.Query["region"] ?? throw ApiError.Unprocessable("region is required.");
        return Delete(volumes.Require(name, region, call.Now));
    }

    private ApiResponse Delete(Volume volume)
    {
        if (volume.DropletId is not null || volume.IsBusy)
        {
            throw ApiError.Conflict("A volume that's attached to a Droplet cannot be deleted. Please detach it first before deleting.");
        }

        volumes.Delete(volume.Id);
        return JsonResponse.NoContent();
    }

    private ApiResponse Show(int status, Volume volume, ApiCall call) =>
        JsonResponse.Object(status, "volume", VolumeJson.Of(volume, catalog, call), SandboxJson.Default.VolumeJson);
}
