using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads and deletes snapshots, and creates those of volumes.</summary>
internal sealed class SnapshotEndpoints(SnapshotStore snapshots, DropletStore droplets, VolumeStore volumes)
{
    private const int MaxNameLength = 255;

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/snapshots", List),
        new("GET", "/v2/snapshots/*", call => Show(200, snapshots.Require(call.Key, call.Now), call)),
        new("DELETE", "/v2/snapshots/*", Delete),
        new("GET", "/v2/droplets/*/snapshots", ListOfDroplet),
        new("GET", "/v2/volumes/*/snapshots", ListOfVolume),
        new("POST", "/v2/volumes/*/snapshots", Create),
    ];

    private ApiResponse List(ApiCall call)
    {
        string? type = call.Query["resource_type"];
        return type is null or Snapshot.OfDroplet or Snapshot.OfVolume
            ? Page(snapshots.List(type, PageRequest.Of(call.Query), call.Now), call)
            : throw ApiError.Unprocessable("resource_type must be droplet or volume.");
    }

    private ApiResponse ListOfDroplet(ApiCall call)
    {
        droplets.Require(call.Id, call.Now);
        (List<Snapshot> page, long total) = snapshots.List(Snapshot.OfDroplet, call.Id, PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call, "snapshots", [.. page.Select(DropletSnapshotJson.Of)], total, SandboxJson.Default.DropletSnapshotJson);
    }

    private ApiResponse ListOfVolume(ApiCall call)
    {
        long volume = volumes.Require(call.Key, call.Now).Id;
        return Page(snapshots.List(Snapshot.OfVolume, volume, PageRequest.Of(call.Query), call.Now), call);
    }

    private ApiResponse Create(ApiCall call)
    {
        Volume volume = volumes.Require(call.Key, call.Now);
        JsonBody body = JsonBody.Parse(call.Request);
        string name = body.Text("name") is { Length: > 0 and <= MaxNameLength } text
            ? text
            : throw ApiError.Unprocessable($"name must have 1 to {MaxNameLength} characters.");
        List<string> tags = TagName.Read(body);
        if (snapshots.IsVolumeSnapshot(name))
        {
            throw ApiError.Conflict("a snapshot with this name already exists");
        }

        SnapshotSpec spec = new SnapshotSpec(name, volume.Spec.Region, volume.Spec.Size, volume.Spec.Size * Snapshot.UsedPart, "");
        return Show(201, snapshots.Insert(Snapshot.OfVolume, volume.Id, spec, tags, call.Conditions, call.Now), call);
    }

    private ApiResponse Delete(ApiCall call)
    {
        snapshots.Delete(snapshots.Require(call.Key, call.Now));
        return JsonResponse.NoContent();
    }

    private static ApiResponse Page((List<Snapshot> Snapshots, long Total) list, ApiCall call) => JsonResponse.Page(
        call, "snapshots", [.. list.Snapshots.Select(item => SnapshotJson.Of(item, call))], list.Total, SandboxJson.Default.SnapshotJson);

    private static ApiResponse Show(int status, Snapshot snapshot, ApiCall call) =>
        JsonResponse.Object(status, "snapshot", SnapshotJson.Of(snapshot, call), SandboxJson.Default.SnapshotJson);
}
