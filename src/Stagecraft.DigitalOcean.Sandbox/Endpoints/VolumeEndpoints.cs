using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates and deletes volumes.</summary>
internal sealed class VolumeEndpoints(VolumeStore volumes, Catalog catalog, int volumeLimit)
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
        VolumeSpec spec = VolumeBodyReader.Read(JsonBody.Parse(call.Request));
        if (!catalog.Regions.Any(region => region.Slug == spec.Region && region.Available))
        {
            throw ApiError.Unprocessable("region is not available for volumes.");
        }

        return volumes.Count() < volumeLimit
            ? Show(201, volumes.Insert(spec, call.Conditions, call.Now), call)
            : throw ApiError.Forbidden("failed to create volume: volume limit exceeded");
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
