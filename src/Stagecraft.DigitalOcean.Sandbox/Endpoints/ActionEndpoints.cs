using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class ActionEndpoints(ActionStore actions, DropletStore droplets, ActionView view)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/actions", Permitted(List)),
        new("GET", "/v2/actions/*", Permitted(Get)),
        new("GET", "/v2/droplets/*/actions", Permitted(ListOfDroplet)),
        new("GET", "/v2/droplets/*/actions/*", Permitted(GetOfDroplet)),
    ];

    private static Func<ApiCall, ApiResponse> Permitted(Func<ApiCall, ApiResponse> handler) =>
        call =>
        {
            call.RequireActionRead();
            return handler(call);
        };

    private ApiResponse List(ApiCall call)
    {
        List<DropletAction> page = actions.List(PageRequest.Of(call.Query));
        return JsonResponse.Page(call, "actions", view.ToJson(page, call.Now), actions.Count(), SandboxJson.Default.ActionJson);
    }

    private ApiResponse Get(ApiCall call)
    {
        DropletAction action = actions.Get(call.Id) ?? throw ApiError.NotFound();
        return JsonResponse.Object(200, "action", view.ToJson(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ApiResponse GetOfDroplet(ApiCall call)
    {
        droplets.Require(call.Id, call.Now);
        DropletAction? action = actions.Get(call.SecondId);
        if (action?.DropletId != call.Id)
        {
            throw ApiError.NotFound();
        }

        return JsonResponse.Object(200, "action", view.ToJson(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ApiResponse ListOfDroplet(ApiCall call)
    {
        droplets.Require(call.Id, call.Now);
        List<DropletAction> page = actions.List(call.Id, PageRequest.Of(call.Query));
        return JsonResponse.Page(call, "actions", view.ToJson(page, call.Now), actions.Count(call.Id), SandboxJson.Default.ActionJson);
    }
}
