using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists and reads the actions of the account and of a resource.</summary>
internal sealed class ActionEndpoints(
    ActionStore actions, DropletStore droplets, VolumeStore volumes, ReservedIpStore ips, ActionView view)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/actions", Permitted(List)),
        new("GET", "/v2/actions/*", Permitted(call => Show(actions.Get(call.Id), call))),
        .. Of("/v2/droplets/*", call => ActionSubject.Droplet(droplets.Require(call.Id, call.Now).Id)),
        .. Of("/v2/reserved_ips/*", call => ActionSubject.ReservedIp(ips.Require(call.Key, call.Now).Address), ProjectOf),
        .. Of("/v2/volumes/*", call => ActionSubject.Volume(volumes.Require(call.Key, call.Now).Id)),
    ];

    /// <summary>The actions of one resource.</summary>
    /// <param name="path">The path of the resource.</param>
    /// <param name="find">Finds the resource; 404 if there is none.</param>
    /// <param name="projectOf">The project of the resource; null for a type without.</param>
    private IEnumerable<Route> Of(string path, Func<ApiCall, ActionSubject> find, Func<ApiCall, string>? projectOf = null) =>
    [
        new("GET", $"{path}/actions", Permitted(call => List(find(call), call))),
        new("GET", $"{path}/actions/*", Permitted(call =>
        {
            ActionSubject subject = find(call);
            ResourceAction? action = actions.Get(call.SecondId);
            return Show(action?.Subject == subject ? action : null, call, projectOf?.Invoke(call));
        })),
    ];

    private static Func<ApiCall, ApiResponse> Permitted(Func<ApiCall, ApiResponse> handler) =>
        call =>
        {
            call.RequireActionRead();
            return handler(call);
        };

    private ApiResponse List(ApiCall call) => Page(actions.List(PageRequest.Of(call.Query)), actions.Count(), call);

    private ApiResponse List(ActionSubject of, ApiCall call) =>
        Page(actions.List(of, PageRequest.Of(call.Query)), actions.Count(of), call);

    private ApiResponse Page(List<ResourceAction> page, long total, ApiCall call) =>
        JsonResponse.Page(call, "actions", view.ToJson(page, call.Now), total, SandboxJson.Default.ActionJson);

    private string ProjectOf(ApiCall call) => ResourceId.Format(ResourceKind.Project, ips.Require(call.Key, call.Now).ProjectId);

    private ApiResponse Show(ResourceAction? action, ApiCall call, string? project = null)
    {
        ActionJson shown = view.ToJson(action ?? throw ApiError.NotFound(), call.Now) with { ProjectId = project };
        return JsonResponse.Object(200, "action", shown, SandboxJson.Default.ActionJson);
    }
}
