using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class ActionCases
{
    private const string List = "GET /v2/actions";
    private const string One = "GET /v2/actions/{action_id}";
    private const string OfDroplet = "GET /v2/droplets/{droplet_id}/actions";

    private static readonly SandboxOptions Blind = new() { RateLimit = false, CanReadActions = false };

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(List, async account =>
        {
            await CreatedAndDeleted(account);
            await account.Create("web-2");
            return "/v2/actions";
        }),
        new(List, "none", 200, account => account.Get("/v2/actions")),
        new(List, "without actions:read", 403, account => account.Get("/v2/actions")) { Options = Blind },
        new(One, "in progress", 200, async account =>
        {
            await account.Create();
            return await account.Get(await Newest(account));
        }),
        new(One, "completed", 200, async account =>
        {
            await account.Create();
            account.Clock.Advance(60);
            return await account.Get(await Newest(account));
        }),
        new(One, "without actions:read", 403, account => account.Get("/v2/actions/1")) { Options = Blind },
        new(OfDroplet, "create and destroy", 200, async account =>
            await account.Get($"/v2/droplets/{await CreatedAndDeleted(account)}/actions")),
        new(OfDroplet, "the first page", 200, async account =>
            await account.Get($"/v2/droplets/{await CreatedAndDeleted(account)}/actions?per_page=1")),
        new(OfDroplet, "the last page", 200, async account =>
            await account.Get($"/v2/droplets/{await CreatedAndDeleted(account)}/actions?per_page=1&page=2")),
        new(OfDroplet, "past the end", 200, async account =>
            await account.Get($"/v2/droplets/{await CreatedAndDeleted(account)}/actions?page=7")),
        new(OfDroplet, "a page that cannot be", 422, async account =>
            await account.Get($"/v2/droplets/{await account.Create()}/actions?page=0")),
        new(OfDroplet, "without actions:read", 403, async account => await account.Get($"/v2/droplets/{await account.Create()}/actions"))
        {
            Options = Blind,
        },
    ];

    private static async Task<string> Newest(Account account) =>
        $"/v2/actions/{(await account.Get("/v2/actions")).All("actions", "id")[0]}";

    private static async Task<long> CreatedAndDeleted(Account account)
    {
        long id = await account.Create();
        account.Clock.Advance(60);
        await account.Delete($"/v2/droplets/{id}");
        return id;
    }
}
