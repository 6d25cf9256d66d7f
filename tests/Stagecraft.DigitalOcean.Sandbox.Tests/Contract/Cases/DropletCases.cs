using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>Droplets in every state and of every kind.</summary>
internal static class DropletCases
{
    private const string One = "GET /v2/droplets/{droplet_id}";
    private const string Gpu = "\"size\":\"gpu-h100x1-80gb\",\"region\":\"tor1\",\"image\":\"gpu-h100x1-base\"";

    public static IEnumerable<Case> All =>
    [
        Created("new", ""),
        Created("active", "", seconds: 60),
        Created("tagged", "\"tags\":[\"env:prod\",\"web\"]", seconds: 60),
        Created("with ipv6", "\"ipv6\":true,\"monitoring\":true", seconds: 60),
        Created("with backups", "\"backups\":true", seconds: 60),
        Created("with weekly backups", """ "backups":true,"backup_policy":{"plan":"weekly","weekday":"SUN","hour":20} """, seconds: 60),
        Created("with daily backups", """ "backups":true,"backup_policy":{"plan":"daily","hour":20} """, seconds: 60),
        Created("without public network", "\"public_networking\":false", seconds: 60),
        Created("with GPUs", Gpu, seconds: 60),
        Created("without tag:read", "\"tags\":[\"web\"]", seconds: 60) with
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
        Made("off", (account, id) => account.Sandbox.SetStatus(id, "off")),
        Made("archived", (account, id) => account.Sandbox.SetStatus(id, "archive")),
        Made("locked", (account, id) => account.Sandbox.SetLocked(id, true)),
        Made("deleting", (account, id) => account.Sandbox.DeleteDroplet(id)),
        Made("of a retired size and region", (_, _) => { }, "xyz1", "512mb"),
    ];

    private static Case Created(string name, string more, double seconds = 0) => new(One, name, 200, async account =>
    {
        long id = await account.Create("web-1", more);
        account.Clock.Advance(seconds);
        return await account.Get($"/v2/droplets/{id}");
    });

    private static Case Made(string name, Action<Account, long> act, string region = "nyc3", string size = "s-1vcpu-1gb") =>
        new(One, name, 200, async account =>
        {
            long id = account.Sandbox.CreateDroplet("web-1", ["web"], region, size).Id;
            act(account, id);
            return await account.Get($"/v2/droplets/{id}");
        });
}
