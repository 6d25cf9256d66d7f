using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates and deletes tags.</summary>
internal sealed class TagEndpoints(TagStore tags)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/tags", List),
        new("POST", "/v2/tags", Create),
        new("GET", "/v2/tags/*", Get),
        new("DELETE", "/v2/tags/*", Delete),
    ];

    private ApiResponse List(ApiCall call)
    {
        call.RequireTagRead();
        List<TagStore.Usage> page = tags.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(call, "tags", [.. page.Select(use => Show(use, call))], tags.Count(), SandboxJson.Default.TagJson);
    }

    private ApiResponse Get(ApiCall call)
    {
        call.RequireTagRead();
        return Show(200, call.Key, call);
    }

    private ApiResponse Create(ApiCall call)
    {
        string? name = JsonBody.Parse(call.Request).Text("name");
        if (string.IsNullOrEmpty(name))
        {
            throw ApiError.Unprocessable("name is required.");
        }

        return TagName.IsValid(name) ? Show(201, tags.Ensure(name), call) : Invalid(name);
    }

    private ApiResponse Delete(ApiCall call)
    {
        if (tags.Find(call.Key, call.Now) is null)
        {
            throw ApiError.NotFound();
        }

        tags.Delete(call.Key);
        return JsonResponse.NoContent();
    }

    private ApiResponse Show(int status, string canonical, ApiCall call)
    {
        TagStore.Usage use = tags.Find(canonical, call.Now) ?? throw ApiError.NotFound();
        return JsonResponse.Object(status, "tag", Show(use, call), SandboxJson.Default.TagJson);
    }

    private static TagJson Show(TagStore.Usage use, ApiCall call)
    {
        TagJson.TypeJson droplets = Of(use.Droplets, id => $"/v2/droplets/{id}");
        TagJson.TypeJson images = Of(use.Images, id => $"/v2/images/{id}");
        TagJson.TypeJson volumes = Of(use.Volumes, number => $"/v2/volumes/{ResourceId.Format(ResourceKind.Volume, number)}");
        TagJson.TypeJson snapshots =
            Of(use.VolumeSnapshots, number => $"/v2/snapshots/{ResourceId.Format(ResourceKind.VolumeSnapshot, number)}");
        TagJson.TypeJson[] all = [droplets, images, volumes, snapshots];
        string? last = all.Select(type => type.LastTaggedUri).FirstOrDefault(uri => uri is not null);
        return new TagJson(use.Name, new(all.Sum(type => type.Count), last, droplets, images, volumes, snapshots));

        TagJson.TypeJson Of(TagStore.Number number, Func<long, string> path) =>
            new(number.Count, number.LastId is { } id ? call.UrlOf(path(id)) : null);
    }

    /// <summary>The only error response of the API with a different format.</summary>
    private static ApiResponse Invalid(string name)
    {
        string message = $"Error validating resource tag: \"tag-name \\\"{name}\\\" contains invalid characters\"";
        return JsonResponse.Write(400, json =>
        {
            json.WriteString("error", message);
            json.WriteNull("messages");
            json.WriteStartArray("root_causes");
            json.WriteStringValue($"rpc error: code = InvalidArgument desc = {message}");
            json.WriteEndArray();
        });
    }
}
