using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Starts actions of droplets.</summary>
internal sealed class DropletActionEndpoint(DropletStore droplets, DropletActionRules rules, ActionView view)
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/droplets/*/actions", Act)];

    private ApiResponse Act(ApiCall call)
    {
        Droplet droplet = droplets.Require(call.Id, call.Now);
        JsonBody body = JsonBody.Parse(call.Request);
        string type = body.Text("type") ?? throw ApiError.Unprocessable("type is required.");
        if (DropletActionRules.IsNotEmulated(type))
        {
            // Not 404: clients conclude from it that the droplet does not exist.
            throw ApiError.Unprocessable($"The sandbox does not emulate {call.Request.Method} {call.Path} with type {type}.");
        }

        if (droplet.IsLockedAt(call.Now) || droplet.StatusAt(call.Now) == "new")
        {
            throw ApiError.PendingEvent();
        }

        Droplet after = rules.After(type, body, droplet, call.Now)
            ?? throw ApiError.Unprocessable("The type of the action is not valid.");
        ResourceAction action = droplets.BeginAction(type, droplet, after, call.Now, call.Now + call.Conditions.ActionTime);
        return JsonResponse.Object(201, "action", view.ToJson(action, call.Now), SandboxJson.Default.ActionJson);
    }
}
