using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class SnapshotCases
{
    private const string OfDroplet = "GET /v2/droplets/{droplet_id}/snapshots";
    private const string ActOnTagged = "POST /v2/droplets/actions";

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(OfDroplet, async account => $"/v2/droplets/{await WithSnapshots(account, 3)}/snapshots"),
        new(OfDroplet, "none", 200, account => account.Get($"/v2/droplets/{account.Sandbox.CreateDroplet("web-1").Id}/snapshots")),
        new("GET /v2/images", "a snapshot", 200, async account => await account.Get(await Filled(account, "/v2/images?private=true"))),
        new("GET /v2/images/{image_id}", "a snapshot", 200, async account =>
        {
            await WithSnapshots(account, 1);
            return await account.Get($"/v2/images/{(await account.Get("/v2/snapshots")).All("snapshots", "id")[0]}");
        }),
        new("GET /v2/droplets/{droplet_id}", "with a snapshot", 200, async account =>
            await account.Get($"/v2/droplets/{await WithSnapshots(account, 1)}")),
        new("GET /v2/droplets/{droplet_id}", "with a volume and a reserved IP", 200, async account =>
        {
            long id = account.Sandbox.CreateDroplet("web-1").Id;
            await VolumeSteps.Act(account, await VolumeSteps.Create(account), VolumeSteps.Attach(id));
            account.Clock.Advance(60);
            await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{id}}}""");
            account.Clock.Advance(60);
            return await account.Get($"/v2/droplets/{id}");
        }),
        new("GET /v2/actions", "of a volume and a reserved IP", 200, async account =>
        {
            long id = account.Sandbox.CreateDroplet("web-1").Id;
            await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{id}}}""");
            await VolumeSteps.Act(account, await VolumeSteps.Create(account), VolumeSteps.Attach(id));
            return await account.Get("/v2/actions");
        }),
        new(ActOnTagged, "power_off", 201, account => Bulk(account, """{"type":"power_off"}""")),
        new(ActOnTagged, "snapshot", 201, account => Bulk(account, """{"type":"snapshot","name":"blue"}""")),
        new(ActOnTagged, "another type", 422, account => Bulk(account, """{"type":"rename","name":"blue"}""")),
        new(ActOnTagged, "no tag", 422, account => account.Post("/v2/droplets/actions", """{"type":"power_off"}""")),
    ];

    private static Task<Reply> Bulk(Account account, string body)
    {
        account.Sandbox.CreateDroplet("web-1", ["blue"]);
        account.Sandbox.CreateDroplet("web-2", ["blue"]);
        return account.Post("/v2/droplets/actions?tag_name=blue", body);
    }

    private static async Task<string> Filled(Account account, string path)
    {
        await WithSnapshots(account, 1);
        return path;
    }

    /// <summary>Creates an active droplet with snapshots and returns its ID.</summary>
    private static async Task<long> WithSnapshots(Account account, int number)
    {
        long id = account.Sandbox.CreateDroplet("web-1").Id;
        for (int i = 0; i < number; i++)
        {
            (await ActionSteps.Act(account, id, """{"type":"snapshot","name":"blue"}""")).Status.Should().Be(201);
            account.Clock.Advance(60);
        }

        return id;
    }
}
