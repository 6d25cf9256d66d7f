using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Tags and untags resources.</summary>
internal sealed class TaggingEndpoints(TagStore tags, DropletStore droplets, VolumeStore volumes, SnapshotStore snapshots)
{
    private const string Path = "/v2/tags/*/resources";

    public IEnumerable<Route> Routes =>
    [
        new("POST", Path, call => ForEach(call, Tag)),
        new("DELETE", Path, call => ForEach(call, Untag)),
    ];

    private ApiResponse ForEach(ApiCall call, Action<ApiCall, string, long> act)
    {
        if (tags.Find(call.Key, call.Now) is null)
        {
            throw ApiError.NotFound();
        }

        IReadOnlyList<JsonElement> resources = JsonBody.Parse(call.Request).Items("resources");
        if (resources.Count == 0)
        {
            throw ApiError.Unprocessable("resources is required.");
        }

        foreach (JsonElement item in resources)
        {
            JsonBody resource = new JsonBody(item, "a resource");
            string type = resource.Text("resource_type") ?? throw ApiError.Unprocessable("resource_type is required.");
            string id = resource.Text("resource_id") ?? throw ApiError.Unprocessable("resource_id is required.");
            act(call, type, NumberOf(type, id, call.Now) ?? throw ApiError.NotFound());
        }

        return JsonResponse.NoContent();
    }

    /// <summary>The ID of a resource, or the number of its UUID; null if there is none.</summary>
    private long? NumberOf(string type, string id, DateTimeOffset now) => type switch
    {
        "droplet" => Identifier.TryParse(id, out long droplet) ? droplets.Read(droplet, now)?.Id : null,
        "volume" => volumes.Find(id, now)?.Id,
        "image" => snapshots.Find(id, now) is { Type: Snapshot.OfDroplet } image ? image.Id : null,
        "volume_snapshot" => snapshots.Find(id, now) is { Type: Snapshot.OfVolume } snapshot ? snapshot.Id : null,
        _ => throw ApiError.Unprocessable("resource_type must be droplet, image, volume or volume_snapshot."),
    };

    private void Tag(ApiCall call, string type, long id)
    {
        if (type == "droplet")
        {
            tags.Attach(id, [call.Key], call.Now);
        }
        else
        {
            tags.Attach(type, id, [call.Key]);
        }
    }

    private void Untag(ApiCall call, string type, long id)
    {
        if (type == "droplet")
        {
            tags.Detach(id, call.Key);
        }
        else
        {
            tags.Detach(type, id, call.Key);
        }
    }
}
