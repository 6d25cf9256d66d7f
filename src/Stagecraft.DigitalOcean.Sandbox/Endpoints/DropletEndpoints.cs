using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads and deletes droplets.</summary>
internal sealed class DropletEndpoints(DropletStore droplets, TagStore tags, DropletView view)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/droplets", List),
        new("DELETE", "/v2/droplets", DeleteByTag),
        new("GET", "/v2/droplets/*", Get),
        new("DELETE", "/v2/droplets/*", Delete),
    ];

    private ApiResponse List(ApiCall call)
    {
        DropletListQuery.Filter filter = Filter(call);
        (List<Droplet>? page, long total) = droplets.List(filter, PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(call, "droplets", view.ToJson(page, call), total, SandboxJson.Default.DropletJson);
    }

    private ApiResponse Get(ApiCall call) =>
        JsonResponse.Object(200, "droplet", view.ToJson(droplets.Require(call.Id, call.Now), call), SandboxJson.Default.DropletJson);

    private ApiResponse Delete(ApiCall call)
    {
        Droplet droplet = droplets.Require(call.Id, call.Now);
        RefuseIfBusy(droplet, call.Now);
        droplets.Delete(droplet, call.Conditions, call.Now);
        return JsonResponse.NoContent();
    }

    private ApiResponse DeleteByTag(ApiCall call)
    {
        string tag = call.Query["tag_name"] ?? throw ApiError.Unprocessable("tag_name is required.");
        call.RequireTagRead();
        if (tags.Find(tag, call.Now) is null)
        {
            throw ApiError.NotFound();
        }

        foreach (Droplet? droplet in droplets.WithTag(tag, call.Now).Where(droplet => !droplet.IsDeleting))
        {
            RefuseIfBusy(droplet, call.Now);
            droplets.Delete(droplet, call.Conditions, call.Now);
        }

        return JsonResponse.NoContent();
    }

    private static void RefuseIfBusy(Droplet droplet, DateTimeOffset now)
    {
        if (droplet.IsLockedAt(now))
        {
            throw ApiError.PendingEvent();
        }
    }

    private static DropletListQuery.Filter Filter(ApiCall call)
    {
        QueryString query = call.Query;
        (string? name, string? tag, string? type) = (query["name"], query["tag_name"], query["type"]);
        if (tag is not null)
        {
            call.RequireTagRead();
            if (name is not null || type is not null)
            {
                throw ApiError.Unprocessable("tag_name cannot be combined with name or type.");
            }
        }

        return new DropletListQuery.Filter(IsGpu(type), name, tag);
    }

    private static bool IsGpu(string? type) => type switch
    {
        null or "droplets" => false,
        "gpus" => true,
        _ => throw ApiError.Unprocessable("type must be droplets or gpus."),
    };
}
