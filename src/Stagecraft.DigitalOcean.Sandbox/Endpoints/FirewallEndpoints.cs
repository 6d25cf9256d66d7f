using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Firewalls;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists, reads, creates, replaces and deletes firewalls.</summary>
internal sealed class FirewallEndpoints(FirewallStore firewalls, FirewallReferences references, DropletStore droplets)
{
    private const string ListPath = "/v2/firewalls";
    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, call => Page(call, firewalls.List(PageRequest.Of(call.Query), call.Now))),
        new("POST", ListPath, Create),
        new("GET", OnePath, call => Show(200, firewalls.Require(call.Key, call.Now), call)),
        new("PUT", OnePath, Replace),
        new("DELETE", OnePath, Delete),
        new("GET", "/v2/droplets/*/firewalls", ListOfDroplet),
    ];

    private ApiResponse ListOfDroplet(ApiCall call)
    {
        droplets.Require(call.Id, call.Now);
        return Page(call, firewalls.List(call.Id, PageRequest.Of(call.Query), call.Now));
    }

    private ApiResponse Create(ApiCall call)
    {
        FirewallSpec spec = references.Resolve(FirewallBodyReader.Read(JsonBody.Parse(call.Request)), call);
        return Show(202, firewalls.Insert(spec, call.Conditions, call.Now), call);
    }

    private ApiResponse Replace(ApiCall call)
    {
        Firewall firewall = firewalls.Require(call.Key, call.Now);
        FirewallSpec spec = FirewallBodyReader.Read(JsonBody.Parse(call.Request));
        // A token that cannot read the tags of the firewall would remove them without notice.
        FirewallReferences.RequireTagRead(firewall.Spec, call);
        return Show(200, firewalls.Update(firewall, references.Resolve(spec, call), call.Conditions, call.Now), call);
    }

    private ApiResponse Delete(ApiCall call)
    {
        firewalls.Delete(firewalls.Require(call.Key, call.Now).Id);
        return JsonResponse.NoContent();
    }

    private ApiResponse Page(ApiCall call, (List<Firewall> Firewalls, long Total) list) =>
        JsonResponse.Page(
            call, "firewalls", [.. list.Firewalls.Select(item => ToJson(item, call))], list.Total, SandboxJson.Default.FirewallJson);

    private ApiResponse Show(int status, Firewall firewall, ApiCall call) =>
        JsonResponse.Object(status, "firewall", ToJson(firewall, call), SandboxJson.Default.FirewallJson);

    private FirewallJson ToJson(Firewall firewall, ApiCall call) =>
        FirewallJson.Of(firewall, firewalls.PendingChanges(firewall.Id, call.Conditions.ActionTime, call.Now), call);
}
