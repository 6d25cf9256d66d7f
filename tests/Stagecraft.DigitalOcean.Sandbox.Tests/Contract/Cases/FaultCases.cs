using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>Documented responses that occur only with faults.</summary>
internal static class FaultCases
{
    private const string List = "GET /v2/droplets";
    private const string Droplet = "GET /v2/droplets/{droplet_id}";

    public static IEnumerable<Case> All =>
    [
        Listed(Unauthorized, 401),
        Listed(Forbidden, 403),
        Listed(Conflict, 409),
        Listed(Echo, 422),
        Listed(RateLimited, 429),
        Listed(ServerErrorBefore, 500),
        Listed(ServerErrorAfter, 500),
        Listed(NoTagRead, 200),
        Of("POST /v2/droplets", PartialCreate, 202, account =>
            account.Post("/v2/droplets", """{"names":["a","b"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""")),
        Booted(StuckNew),
        Booted(BootsOff),
        Of("GET /v2/actions", Vanishes, 200, async account =>
        {
            await account.Create();
            account.Clock.Advance(60);
            return await account.Get("/v2/actions");
        }),
    ];

    private static Case Listed(SandboxFaultKind kind, int status) =>
        Of(List, kind, status, account => account.Get("/v2/droplets"));

    private static Case Booted(SandboxFaultKind kind) => Of(Droplet, kind, 200, async account =>
    {
        long id = await account.Create();
        account.Clock.Advance(60);
        return await account.Get($"/v2/droplets/{id}");
    });

    private static Case Of(string operation, SandboxFaultKind kind, int status, Func<Account, Task<Reply>> send) =>
        new(operation, $"{kind}", status, send)
        {
            Options = new SandboxOptions { RateLimit = false, Faults = [new SandboxFault { Kind = kind, Times = null }] },
        };
}
