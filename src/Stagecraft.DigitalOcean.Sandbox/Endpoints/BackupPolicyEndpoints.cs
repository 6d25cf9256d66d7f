using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class BackupPolicyEndpoints(DropletStore droplets, DropletLists lists)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/droplets/*/backups/policy", Get),
        new("GET", "/v2/droplets/backups/policies", List),
        new("GET", "/v2/droplets/backups/supported_policies", _ => Supported()),
    ];

    private ApiResponse Get(ApiCall call)
    {
        Droplet droplet = droplets.Require(call.Id, call.Now);
        return JsonResponse.Object(
            200, "policy", DropletBackupsJson.Of(droplet, call.Now), SandboxJson.Default.DropletBackupsJson);
    }

    /// <summary>Unlike other lists, this one is an object with a member per droplet.</summary>
    private ApiResponse List(ApiCall call)
    {
        List<Droplet> page = lists.List(PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Write(200, json =>
        {
            json.WriteStartObject("policies");
            foreach (Droplet droplet in page)
            {
                json.WritePropertyName(Identifier.Format(droplet.Id));
                JsonSerializer.Serialize(json, DropletBackupsJson.Of(droplet, call.Now), SandboxJson.Default.DropletBackupsJson);
            }

            json.WriteEndObject();
            JsonResponse.WritePaging(json, call, lists.Count(call.Now));
        });
    }

    private static ApiResponse Supported() => JsonResponse.Write(200, json => JsonResponse.WriteArray(
        json, "supported_policies", [BackupPlanJson.Weekly, BackupPlanJson.Daily], SandboxJson.Default.BackupPlanJson));
}
