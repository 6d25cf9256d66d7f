namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class AccountCases
{
    public static IEnumerable<Case> All => [new("GET /v2/account", "the account", 200, account => account.Get("/v2/account"))];
}
