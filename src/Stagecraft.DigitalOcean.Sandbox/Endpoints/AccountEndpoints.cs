using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class AccountEndpoints(SandboxOptions options)
{
    public IEnumerable<Route> Routes => [new("GET", "/v2/account", Get)];

    private ApiResponse Get(ApiCall call) =>
        JsonResponse.Object(
            200,
            "account",
            new AccountJson
            {
                DropletLimit = options.DropletLimit,
                FloatingIpLimit = options.ReservedIpLimit,
                VolumeLimit = options.VolumeLimit,
            },
            SandboxJson.Default.AccountJson);
}
