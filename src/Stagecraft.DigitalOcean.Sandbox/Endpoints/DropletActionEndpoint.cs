using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Starts actions of one droplet, or of all droplets with a tag.</summary>
internal sealed class DropletActionEndpoint(
    DropletStore droplets, TagStore tags, SnapshotStore snapshots, ImageFinder images, DropletActionRules rules, ActionView view)
{
    private static readonly string[] BulkTypes =
        ["power_cycle", "power_on", "power_off", "shutdown", "enable_ipv6", "enable_backups", "disable_backups", "snapshot"];

    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/droplets/actions", ActOnTagged),
        new("POST", "/v2/droplets/*/actions", Act),
    ];

    private ApiResponse Act(ApiCall call)
    {
        Droplet droplet = droplets.Require(call.Id, call.Now);
        ResourceAction action = Begin(droplet, JsonBody.Parse(call.Request), call);
        return JsonResponse.Object(201, "action", view.ToJson(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ApiResponse ActOnTagged(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        string tag = call.Query["tag_name"] ?? throw ApiError.Unprocessable("tag_name is required.");
        call.RequireTagRead();
        if (tags.Find(tag, call.Now) is null)
        {
            throw ApiError.NotFound();
        }

        if (!BulkTypes.Contains(TypeOf(body)))
        {
            throw ApiError.Unprocessable("The type of the action is not valid for tagged Droplets.");
        }

        List<ResourceAction> begun = [.. droplets.WithTag(tag, call.Now).Select(droplet => Begin(droplet, body, call))];
        return JsonResponse.Write(201, json =>
            JsonResponse.WriteArray(json, "actions", view.ToJson(begun, call.Now), SandboxJson.Default.ActionJson));
    }

    private ResourceAction Begin(Droplet droplet, JsonBody body, ApiCall call)
    {
        string type = TypeOf(body);
        if (DropletActionRules.IsNotEmulated(type))
        {
            // Not 404: clients conclude from it that the droplet does not exist.
            throw ApiError.Unprocessable($"The sandbox does not emulate {call.Request.Method} {call.Path} with type {type}.");
        }

        if (droplet.IsLockedAt(call.Now) || droplet.StatusAt(call.Now) == "new")
        {
            throw ApiError.PendingEvent();
        }

        Droplet after = rules.After(type, body, droplet, image => images.Find(image, call.Now), call.Now)
            ?? throw ApiError.Unprocessable("The type of the action is not valid.");
        DateTimeOffset end = call.Now + call.Conditions.ActionTime;
        if (type == "snapshot")
        {
            string name = body.Text("name") is { Length: > 0 } text ? text : $"{droplet.Name}-{call.Now.ToUnixTimeMilliseconds()}";
            string distribution = images.Find(droplet.Image, call.Now)?.Distribution ?? "";
            SnapshotSpec spec = new SnapshotSpec(name, droplet.Region, droplet.Disk, droplet.Disk * Snapshot.UsedPart, distribution);
            snapshots.Insert(Snapshot.OfDroplet, droplet.Id, spec, [], call.Conditions, end);
        }

        return droplets.BeginAction(type, droplet, after, call.Now, end);
    }

    private static string TypeOf(JsonBody body) => body.Text("type") ?? throw ApiError.Unprocessable("type is required.");
}
