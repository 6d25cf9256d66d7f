namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class DropletDeleteCases
{
    private const string One = "DELETE /v2/droplets/{droplet_id}";
    private const string ByTag = "DELETE /v2/droplets";

    public static IEnumerable<Case> All =>
    [
        new(One, "an active one", 204, account => account.Delete($"/v2/droplets/{account.Sandbox.CreateDroplet("a").Id}")),
        new(One, "a new one", 422, async account => await account.Delete($"/v2/droplets/{await account.Create()}")),
        new(ByTag, "those with a tag", 204, account =>
        {
            account.Sandbox.CreateDroplet("a", ["blue"]);
            return account.Delete("/v2/droplets?tag_name=blue");
        }),
        new(ByTag, "an unknown tag", 404, account => account.Delete("/v2/droplets?tag_name=blue")),
        new(ByTag, "no tag", 422, account => account.Delete("/v2/droplets")),
        new(ByTag, "without tag:read", 403, account => account.Delete("/v2/droplets?tag_name=blue"))
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
    ];
}
