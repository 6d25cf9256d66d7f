using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Starts actions of volumes: attach, detach and resize.</summary>
internal sealed class VolumeActionEndpoints(VolumeStore volumes, DropletStore droplets, TagStore tags, ActionView view)
{
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/volumes/actions", ActByName),
        new("POST", "/v2/volumes/*/actions", call =>
        {
            Volume volume = volumes.Require(call.Key, call.Now);
            return Act(volume, JsonBody.Parse(call.Request), call);
        }),
    ];

    private ApiResponse ActByName(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        string name = body.Text("volume_name") ?? throw ApiError.Unprocessable("volume_name is required.");
        string region = body.Text("region") ?? throw ApiError.Unprocessable("region is required.");
        if (body.Text("type") == "resize")
        {
            throw ApiError.Unprocessable("A volume can be resized by ID only.");
        }

        return Act(volumes.Require(name, region, call.Now), body, call);
    }

    private ApiResponse Act(Volume volume, JsonBody body, ApiCall call)
    {
        if (body.Text("region") is { Length: > 0 } region && region != volume.Spec.Region)
        {
            throw ApiError.Unprocessable("region is not the region of the volume.");
        }

        if (volume.IsBusy)
        {
            throw ApiError.Unprocessable("Volume already has a pending event.");
        }

        ResourceAction action = body.Text("type") switch
        {
            "attach" => Attach(volume, body, call),
            "detach" => Detach(volume, body, call),
            "resize" => Resize(volume, body, call),
            null => throw ApiError.Unprocessable("type is required."),
            _ => throw ApiError.Unprocessable("type must be attach, detach or resize."),
        };
        return JsonResponse.Object(202, "action", view.ToJson(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ResourceAction Attach(Volume volume, JsonBody body, ApiCall call)
    {
        Droplet droplet = DropletOf(body, call);
        List<string> names = TagName.Read(body);
        if (volume.DropletId is not null)
        {
            throw ApiError.Unprocessable("This volume is already attached");
        }

        if (droplet.Region != volume.Spec.Region)
        {
            throw ApiError.Unprocessable("The volume and the Droplet must be in the same region.");
        }

        if (volumes.CountOf(droplet.Id) >= Volume.MaxPerDroplet)
        {
            throw ApiError.Unprocessable($"A Droplet can have at most {Volume.MaxPerDroplet} volumes.");
        }

        tags.Attach("volume", volume.Id, names);
        return Begin("attach_volume", volume, droplet, droplet.Id, call);
    }

    private ResourceAction Detach(Volume volume, JsonBody body, ApiCall call)
    {
        Droplet droplet = DropletOf(body, call);
        return volume.DropletId == droplet.Id
            ? Begin("detach_volume", volume, droplet, null, call)
            : throw ApiError.Unprocessable("Attachment not found");
    }

    private ResourceAction Resize(Volume volume, JsonBody body, ApiCall call)
    {
        int size = VolumeBodyReader.Size(body) ?? throw ApiError.Unprocessable("size_gigabytes is required.");
        return size > volume.Spec.Size
            ? volumes.BeginAction("resize_volume", volume, volume.DropletId, size, call.Now, End(call))
            : throw ApiError.Unprocessable("A volume can only be resized to a larger size.");
    }

    /// <summary>Begins an action that is also an event of the droplet.</summary>
    private ResourceAction Begin(string type, Volume volume, Droplet droplet, long? attachedTo, ApiCall call)
    {
        if (droplet.IsLockedAt(call.Now) || droplet.StatusAt(call.Now) == "new")
        {
            throw ApiError.PendingEvent();
        }

        droplets.SetPending(droplet, droplet, End(call));
        return volumes.BeginAction(type, volume, attachedTo, volume.Spec.Size, call.Now, End(call));
    }

    private Droplet DropletOf(JsonBody body, ApiCall call)
    {
        long? id = body.Find("droplet_id") is { } value ? JsonBody.NumberOf(value) : null;
        return droplets.Require(id ?? throw ApiError.Unprocessable("droplet_id must be an id."), call.Now);
    }

    private static DateTimeOffset End(ApiCall call) => call.Now + call.Conditions.ActionTime;
}
