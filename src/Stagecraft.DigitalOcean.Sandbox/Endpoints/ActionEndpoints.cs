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

    private static Func<ApiCall, ApiResponse> Permitted(Func<ApiCall, ApiResponse> answer) =>
        call =>
        {
            call.RequireActionRead();
            return answer(call);
        };

    private ApiResponse List(ApiCall call)
    {
        List<DropletAction> page = actions.List(PageRequest.Of(call.Query));
        return Answer.Page(call, "actions", view.Show(page, call.Now), actions.Count(), SandboxJson.Default.ActionJson);
    }

    private ApiResponse Get(ApiCall call)
    {
        DropletAction action = actions.Get(call.Id) ?? throw ApiRefusal.NotFound();
        return Answer.Object(200, "action", view.Show(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ApiResponse GetOfDroplet(ApiCall call)
    {
        RequireDroplet(call);
        DropletAction? action = actions.Get(call.SecondId);
        if (action?.DropletId != call.Id)
        {
            throw ApiRefusal.NotFound();
        }

        return Answer.Object(200, "action", view.Show(action, call.Now), SandboxJson.Default.ActionJson);
    }

    private ApiResponse ListOfDroplet(ApiCall call)
    {
        RequireDroplet(call);
        List<DropletAction> page = actions.List(call.Id, PageRequest.Of(call.Query));
        return Answer.Page(call, "actions", view.Show(page, call.Now), actions.Count(call.Id), SandboxJson.Default.ActionJson);
    }

    private void RequireDroplet(ApiCall call)
    {
        if (droplets.Read(call.Id, call.Now) is null)
        {
            throw ApiRefusal.NotFound();
        }
    }
}
