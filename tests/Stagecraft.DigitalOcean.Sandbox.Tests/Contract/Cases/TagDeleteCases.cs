namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class TagDeleteCases
{
    public static IEnumerable<Case> All =>
    [
        new("DELETE /v2/tags/{tag_id}", "on droplets", 204, account =>
        {
            account.Sandbox.CreateDroplet("web-1", ["blue"]);
            return account.Delete("/v2/tags/blue");
        }),
    ];
}
