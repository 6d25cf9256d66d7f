using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class DestroyCases
{
    private const string Associated = "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources";
    private const string Some = "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective";
    private const string Everything = "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous";
    private const string State = "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status";
    private const string Again = "POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry";

    public static IEnumerable<Case> All =>
    [
        new(Associated, "all kinds", 200, async account => await account.Get(await DestroySteps.CreateFull(account))),
        new(Associated, "none", 200, account => account.Get(DestroySteps.PathOf(account.Sandbox.CreateDroplet("web-1").Id))),
        new(Some, "nothing else", 202, async account =>
            await account.Delete(await DestroySteps.CreateFull(account) + "/selective", "{}")),
        new(Everything, "all kinds", 202, async account =>
            await DestroySteps.DestroyAll(account, await DestroySteps.CreateFull(account))),
        new(State, "complete", 200, async account => await account.Get(await Destroyed(account) + "/status")),
        new(Again, "complete", 202, async account => await account.Post(await Destroyed(account) + "/retry", "{}")),
        new(Again, "in progress", 409, async account =>
        {
            string path = await DestroySteps.CreateFull(account);
            await DestroySteps.DestroyAll(account, path);
            return await account.Post(path + "/retry", "{}");
        }),
    ];

    private static async Task<string> Destroyed(Account account)
    {
        string path = await DestroySteps.CreateFull(account);
        await DestroySteps.DestroyAll(account, path);
        account.Clock.Advance(60);
        return path;
    }
}
