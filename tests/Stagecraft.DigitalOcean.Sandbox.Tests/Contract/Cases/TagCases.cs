using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class TagCases
{
    private const string List = "GET /v2/tags";
    private const string Create = "POST /v2/tags";
    private const string One = "GET /v2/tags/{tag_id}";
    private const string Assign = "POST /v2/tags/{tag_id}/resources";
    private const string Unassign = "DELETE /v2/tags/{tag_id}/resources";

    private static readonly SandboxOptions Blind = new() { RateLimit = false, CanReadTags = false };

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(List, account =>
        {
            account.Sandbox.CreateDroplet("web-1", ["env:prod", "web", "blue"]);
            return Task.FromResult("/v2/tags");
        }),
        new(List, "none", 200, account => account.Get("/v2/tags")),
        new(List, "without tag:read", 403, account => account.Get("/v2/tags")) { Options = Blind },
        new(Create, "a new one", 201, account => account.Post("/v2/tags", """{"name":"blue"}""")),
        new(Create, "one that is there", 201, account => account.Post("/v2/tags", Tagged(account, """{"name":"BLUE"}"""))),
        new(Create, "bad characters", 400, account => account.Post("/v2/tags", """{"name":"здорово"}""")),
        new(Create, "no name", 422, account => account.Post("/v2/tags", "{}")),
        new(One, "on droplets", 200, account => account.Get(Tagged(account, "/v2/tags/blue"))),
        new(List, "on other resources", 200, async account => await account.Get(await OnOthers(account, "/v2/tags"))),
        new(One, "on other resources", 200, async account => await account.Get(await OnOthers(account, "/v2/tags/blue"))),
        new(Create, "one on other resources", 201, async account =>
            await account.Post("/v2/tags", await OnOthers(account, """{"name":"blue"}"""))),
        new(One, "on nothing", 200, async account =>
        {
            await account.Post("/v2/tags", """{"name":"blue"}""");
            return await account.Get("/v2/tags/blue");
        }),
        new(One, "without tag:read", 403, account => account.Get(Tagged(account, "/v2/tags/blue"))) { Options = Blind },
        new(Assign, "to a droplet", 204, account => account.Post("/v2/tags/blue/resources", Resources(account, "droplet"))),
        new(Assign, "to what the sandbox does not have", 422, account =>
            account.Post("/v2/tags/blue/resources", Resources(account, "database"))),
        new(Assign, "to nothing", 422, account => account.Post("/v2/tags/blue/resources", Tagged(account, "{}"))),
        new(Unassign, "from a droplet", 204, account => account.Delete("/v2/tags/blue/resources", Resources(account, "droplet"))),
    ];

    private static string Tagged(Account account, string text)
    {
        account.Sandbox.CreateDroplet("web-1", ["blue"]);
        return text;
    }

    private static async Task<string> OnOthers(Account account, string text)
    {
        string volume = await VolumeSteps.Create(account, more: """ "tags":["blue"] """);
        await account.Post($"/v2/volumes/{volume}/snapshots", """{"name":"a","tags":["blue"]}""");
        await ActionSteps.Act(account, account.Sandbox.CreateDroplet("web-1").Id, """{"type":"snapshot","name":"b"}""");
        account.Clock.Advance(60);
        string image = (await account.Get("/v2/snapshots?resource_type=droplet")).All("snapshots", "id")[0];
        await account.Post("/v2/tags/blue/resources", $$"""{"resources":[{"resource_id":"{{image}}","resource_type":"image"}]}""");
        return text;
    }

    private static string Resources(Account account, string type) =>
        $$"""{"resources":[{"resource_id":"{{account.Sandbox.CreateDroplet("web-1", ["blue"]).Id}}","resource_type":"{{type}}"}]}""";
}
