using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class BackupPolicyCases
{
    private const string One = "GET /v2/droplets/{droplet_id}/backups/policy";
    private const string List = "GET /v2/droplets/backups/policies";
    private const string Supported = "GET /v2/droplets/backups/supported_policies";

    public static IEnumerable<Case> All =>
    [
        Of("weekly", "\"backups\":true,\"backup_policy\":{\"plan\":\"weekly\",\"weekday\":\"SUN\",\"hour\":20}"),
        Of("daily", "\"backups\":true,\"backup_policy\":{\"plan\":\"daily\",\"hour\":20}"),
        Of("by default", "\"backups\":true"),
        Of("none", ""),
        .. PageCases.Of(List, async account =>
        {
            await account.Create("a", "\"backups\":true");
            await account.Create("b", "\"backups\":true,\"backup_policy\":{\"plan\":\"daily\",\"hour\":20}");
            await account.Create("c", "\"backups\":true");
            return "/v2/droplets/backups/policies";
        }),
        new(List, "none", 200, account => account.Get("/v2/droplets/backups/policies")),
        new(Supported, "all", 200, account => account.Get("/v2/droplets/backups/supported_policies")),
    ];

    private static Case Of(string name, string more) => new(One, name, 200, async account =>
    {
        long id = await account.Create("web-1", more);
        account.Clock.Advance(60);
        return await account.Get($"/v2/droplets/{id}/backups/policy");
    });
}
