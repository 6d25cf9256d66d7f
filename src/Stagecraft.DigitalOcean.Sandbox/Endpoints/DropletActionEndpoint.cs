using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Acting upon a droplet that is there.</summary>
internal sealed class DropletActionEndpoint(DropletStore droplets, DropletActionRules rules, ActionView view)
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/droplets/*/actions", Act)];

    private ApiResponse Act(ApiCall call)
    {
        Droplet droplet = droplets.Read(call.Id, call.Now) ?? throw ApiRefusal.NotFound();
        JsonBody body = JsonBody.Parse(call.Request);
        string type = body.Text("type") ?? throw ApiRefusal.Unprocessable("type is required.");
        if (DropletActionRules.IsKnownElsewhere(type))
        {
            throw ApiRefusal.NotEmulated(call.Request.Method, $"{call.Path} with type {type}");
        }

        if (droplet.IsLockedAt(call.Now) || droplet.StatusAt(call.Now) == "new")
        {
            throw ApiRefusal.PendingEvent();
        }

        Droplet after = rules.After(type, body, droplet, call.Now)
            ?? throw ApiRefusal.Unprocessable("The type of the action is not valid.");
        DropletAction action = droplets.Begin(type, droplet, after, call.Now, call.Now + call.Conditions.ActionTime);
        return Answer.Object(201, "action", view.Show(action, call.Now), SandboxJson.Default.ActionJson);
    }
}
