using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class AccountEndpoints(int dropletLimit, int reservedIpLimit)
{
    public IEnumerable<Route> Routes => [new("GET", "/v2/account", Get)];

    private ApiResponse Get(ApiCall call) =>
        JsonResponse.Object(
            200,
            "account",
            new AccountJson { DropletLimit = dropletLimit, FloatingIpLimit = reservedIpLimit },
            SandboxJson.Default.AccountJson);
}
