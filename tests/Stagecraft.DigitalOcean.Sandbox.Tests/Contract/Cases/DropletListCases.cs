using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class DropletListCases
{
    private const string List = "GET /v2/droplets";

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(List, async account => await Mixed(account, "/v2/droplets")),
        new(List, "none", 200, account => account.Get("/v2/droplets")),
        Filtered("by tag", "tag_name=web"),
        Filtered("by a tag that nothing has", "tag_name=nothing"),
        Filtered("by name", "name=WEB-1"),
        Filtered("GPU droplets", "type=gpus"),
        Filtered("the others", "type=droplets"),
        Filtered("a tag and a name", "tag_name=web&name=web-1", 422),
        Filtered("another type", "type=cheap", 422),
        Filtered("by tag, without tag:read", "tag_name=web", 403) with
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
        Filtered("without tag:read", "", 200) with
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
    ];

    private static Case Filtered(string name, string query, int status = 200) =>
        new(List, name, status, async account => await account.Get(await Mixed(account, $"/v2/droplets?{query}")));

    private static async Task<string> Mixed(Account account, string path)
    {
        account.Sandbox.CreateDroplet("web-1", ["web"]);
        account.Sandbox.CreateDroplet("web-2", region: "ams3", size: "c-2", image: "rockylinux-9-x64");
        account.Sandbox.DeleteDroplet(account.Sandbox.CreateDroplet("web-3", ["web"]).Id);
        account.Sandbox.CreateDroplet("gpu-1", region: "tor1", size: "gpu-h100x8-640gb");
        await account.Create("web-4", "\"ipv6\":true,\"backups\":true");
        return path;
    }
}
