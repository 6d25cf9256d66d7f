using System.Globalization;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.ReservedIps;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Destroys a droplet together with resources that would remain without it: all of them, or those of the request.</summary>
internal sealed class DestroyEndpoints(Account account)
{
    private const string Path = "/v2/droplets/*/destroy_with_associated_resources";
    private const decimal VolumeGigabyte = 0.10m;
    private const decimal SnapshotGigabyte = 0.06m;
    private const decimal UnassignedIp = 5;
    private const int MaxSnapshots = 200;

    public IEnumerable<Route> Routes =>
    [
        new("GET", Path, call => Of(AssociatedWith(account.Droplets.Require(call.Id, call.Now).Id, call.Now).ToJson())),
        new("DELETE", Path + "/selective", DestroySome),
        new("DELETE", Path + "/dangerous", DestroyAll),
        new("GET", Path + "/status", Status),
        new("POST", Path + "/retry", Retry),
    ];

    private ApiResponse DestroyAll(ApiCall call)
    {
        account.Droplets.Require(call.Id, call.Now);
        return call.Request.Dangerous == "true"
            ? Destroy(call, _ => true)
            : throw ApiError.Unprocessable("The header X-Dangerous must be true.");
    }

    private ApiResponse DestroySome(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        HashSet<string> ids = [.. Associated.Kinds.SelectMany(body.Texts)];
        return Destroy(call, ids.Contains);
    }

    private ApiResponse Destroy(ApiCall call, Func<string, bool> isChosen)
    {
        Droplet droplet = account.Droplets.Require(call.Id, call.Now);
        if (droplet.IsDeleting || droplet.IsLockedAt(call.Now))
        {
            throw ApiError.Conflict();
        }

        Associated chosen = AssociatedWith(droplet.Id, call.Now).Where(isChosen);
        account.Droplets.Delete(droplet, call.Conditions, call.Now);
        chosen.Snapshots.ForEach(account.Snapshots.Delete);
        chosen.Volumes.ForEach(volume => account.Volumes.Delete(volume.Id));
        chosen.ReservedIps.ForEach(account.ReservedIps.Delete);
        account.Destroys.Insert(droplet, call.Now + call.Conditions.Destroy, chosen.ToJson());
        return new ApiResponse(202);
    }

    private ApiResponse Status(ApiCall call)
    {
        (string name, DateTimeOffset completedAt, JsonObject resources) = account.Destroys.Find(call.Id) ?? throw ApiError.NotFound();
        JsonObject droplet = new() { ["id"] = Identifier.Format(call.Id), ["name"] = name };
        JsonObject status = new() { ["droplet"] = droplet, ["resources"] = resources, ["failures"] = 0 };
        foreach (JsonObject item in resources.SelectMany(kind => kind.Value!.AsArray()).Select(item => item!.AsObject()).Append(droplet))
        {
            item.Remove("cost");
            if (completedAt <= call.Now)
            {
                item["destroyed_at"] = Timestamp.Format(completedAt);
            }
        }

        if (completedAt <= call.Now)
        {
            status["completed_at"] = Timestamp.Format(completedAt);
        }

        return Of(status);
    }

    // No destroy of the sandbox fails, so there is nothing to repeat.
    private ApiResponse Retry(ApiCall call) => account.Destroys.Find(call.Id) is not { } destroy ? throw ApiError.NotFound()
        : destroy.CompletedAt > call.Now ? throw ApiError.Conflict()
        : new ApiResponse(202);

    private Associated AssociatedWith(long droplet, DateTimeOffset now)
    {
        List<Volume> volumes = account.Volumes.All(now).FindAll(volume => volume.DropletId == droplet);
        return new Associated(
            account.ReservedIps.All(now).FindAll(ip => ip.DropletId == droplet),
            volumes,
            [
                .. SnapshotsOf(Snapshot.OfDroplet, droplet, now),
                .. volumes.SelectMany(volume => SnapshotsOf(Snapshot.OfVolume, volume.Id, now)),
            ]);
    }

    private List<Snapshot> SnapshotsOf(string type, long resource, DateTimeOffset now) =>
        account.Snapshots.List(type, resource, new PageRequest(1, MaxSnapshots), now).Snapshots;

    private static ApiResponse Of(JsonObject value) => JsonResponse.Write(200, json =>
    {
        foreach ((string member, JsonNode? node) in value)
        {
            json.WritePropertyName(member);
            node!.WriteTo(json);
        }
    });

    /// <summary>The resources of a droplet that would remain, and what they would cost per month.</summary>
    private sealed record Associated(List<ReservedIp> ReservedIps, List<Volume> Volumes, List<Snapshot> Snapshots)
    {
        public static readonly string[] Kinds = ["reserved_ips", "floating_ips", "snapshots", "volumes", "volume_snapshots"];

        public Associated Where(Func<string, bool> isChosen) => new(
            ReservedIps.FindAll(ip => isChosen(ip.Text)),
            Volumes.FindAll(volume => isChosen(IdOf(volume))),
            Snapshots.FindAll(snapshot => isChosen(IdOf(snapshot))));

        public JsonObject ToJson() => new()
        {
            ["reserved_ips"] = Array(ReservedIps, OfIp),
            ["floating_ips"] = Array(ReservedIps, OfIp),
            ["snapshots"] = Array(Snapshots.FindAll(s => s.Type == Snapshot.OfDroplet), OfSnapshot),
            ["volumes"] = Array(Volumes, volume => Item(IdOf(volume), volume.Spec.Name, volume.Spec.Size * VolumeGigabyte)),
            ["volume_snapshots"] = Array(Snapshots.FindAll(s => s.Type == Snapshot.OfVolume), OfSnapshot),
        };

        private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> map) => new([.. items.Select(i => (JsonNode)map(i))]);

        private static JsonObject OfIp(ReservedIp ip) => Item(ip.Text, ip.Text, UnassignedIp);

        private static JsonObject OfSnapshot(Snapshot snapshot) =>
            Item(IdOf(snapshot), snapshot.Spec.Name, (decimal)snapshot.Spec.Size * SnapshotGigabyte);

        private static JsonObject Item(string id, string name, decimal cost) => new()
        {
            ["id"] = id,
            ["name"] = name,
            ["cost"] = cost.ToString("0.00", CultureInfo.InvariantCulture),
        };

        private static string IdOf(Volume volume) => ResourceId.Format(ResourceKind.Volume, volume.Id);

        private static string IdOf(Snapshot snapshot) => snapshot.Type == Snapshot.OfDroplet
            ? Identifier.Format(snapshot.Id)
            : ResourceId.Format(ResourceKind.VolumeSnapshot, snapshot.Id);
    }
}
