using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Creates one or several droplets.</summary>
internal sealed class DropletCreateEndpoint(
    DropletStore droplets,
    ActionStore actions,
    SshKeyStore keys,
    DropletPlaces places,
    DropletView view,
    FaultInjector faults,
    int dropletLimit)
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/droplets", Create)];

    private ApiResponse Create(ApiCall call)
    {
        CreateBody body = CreateBodyReader.Read(JsonBody.Parse(call.Request));
        DropletSpec spec = Resolve(body, call.Now);
        if (droplets.Count(call.Now) + body.Names.Count > dropletLimit)
        {
            throw ApiError.Unprocessable("creating this/these droplet(s) will exceed your droplet limit");
        }

        int number = call.Request.Fault == SandboxFaultKind.PartialCreate ? body.Names.Count / 2 : body.Names.Count;
        List<Droplet> created = body.Names.Take(number).Select(name => Create(name, spec, call)).ToList();
        IReadOnlyList<DropletJson> shown = view.ToJson(created, call);
        return JsonResponse.Write(202, json =>
        {
            if (body.IsMultiple)
            {
                JsonResponse.WriteArray(json, "droplets", shown, SandboxJson.Default.DropletJson);
            }
            else
            {
                json.WritePropertyName("droplet");
                JsonSerializer.Serialize(json, shown[0], SandboxJson.Default.DropletJson);
            }

            json.WriteStartObject("links");
            JsonResponse.WriteArray(json, "actions", [.. created.Select(droplet => Link(droplet, call))], SandboxJson.Default.LinkJson);
            json.WriteEndObject();
        });
    }

    private Droplet Create(string name, DropletSpec spec, ApiCall call) =>
        droplets.Insert(name, spec with { Outcome = BootOutcomes.Of(faults.ForMachine(name, call.Now)) }, call.Conditions, call.Now);

    private DropletSpec Resolve(CreateBody body, DateTimeOffset now)
    {
        Placement place = places.Find(body, now);
        return new DropletSpec
        {
            Region = place.Region.Slug,
            Vpc = places.VpcOf(body, place.Region.Slug),
            VolumeIds = places.VolumesOf(body, place.Region.Slug, now),
            Size = place.Size.Slug,
            Disk = place.Size.Disk,
            Image = place.Image.Slug ?? Identifier.Format(place.Image.Id),
            Features = body.Features,
            PublicNetworking = body.PublicNetworking,
            Backups = body.Backups,
            Tags = body.Tags,
            SshKeyIds = [.. body.SshKeys.Select(KeyId)],
            UserData = body.UserData,
        };
    }

    private long KeyId(JsonElement key)
    {
        SandboxSshKey? found = JsonBody.NumberOf(key) is { } id ? keys.Get(id)
            : JsonBody.TextOf(key) is { } text ? Find(text)
            : throw ApiError.Unprocessable("ssh_keys must hold ids or fingerprints.");
        return found?.Id ?? throw ApiError.Unprocessable($"{key} are invalid key identifiers for Droplet creation.");
    }

    /// <summary>Ansible sends IDs as strings.</summary>
    private SandboxSshKey? Find(string text) => Identifier.TryParse(text, out long id) ? keys.Get(id) : keys.Get(text);

    private ActionJson.LinkJson Link(Droplet droplet, ApiCall call)
    {
        ResourceAction action = actions.List(ActionSubject.Droplet(droplet.Id), new PageRequest(1, 1))[0];
        return new ActionJson.LinkJson(action.Id, action.Type, call.UrlOf($"/v2/actions/{action.Id}"));
    }
}
