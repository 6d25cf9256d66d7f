using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Tags and untags droplets.</summary>
internal sealed class TaggingEndpoints(TagStore tags, DropletStore droplets)
{
    private const string Path = "/v2/tags/*/resources";

    public IEnumerable<Route> Routes =>
    [
        new("POST", Path, call => ForEach(call, droplet => tags.Attach(droplet, [call.Key], call.Now))),
        new("DELETE", Path, call => ForEach(call, droplet => tags.Detach(droplet, call.Key))),
    ];

    private ApiResponse ForEach(ApiCall call, Action<long> act)
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

        foreach (JsonElement resource in resources)
        {
            act(DropletOf(new JsonBody(resource, "a resource"), call.Now));
        }

        return JsonResponse.NoContent();
    }

    private long DropletOf(JsonBody resource, DateTimeOffset now)
    {
        if (resource.Text("resource_type") != "droplet")
        {
            throw ApiError.Unprocessable("resource_type must be droplet.");
        }

        string text = resource.Text("resource_id") ?? throw ApiError.Unprocessable("resource_id is required.");
        return Identifier.TryParse(text, out long id) && droplets.Read(id, now) is not null ? id : throw ApiError.NotFound();
    }
}
