using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>The limits of specific operations.</summary>
internal static class LimitCases
{
    public static IEnumerable<Case> All =>
    [
        Of("GET /v2/account/keys", "ten a minute", account => Again(account, "/v2/account/keys", 10, 0)),
        Of("GET /v2/account", "5,000 an hour", account => Again(account, "/v2/account", 5000, 0.7)),
    ];

    private static Case Of(string operation, string name, Func<Account, Task<Reply>> send) =>
        new(operation, name, 429, send) { Options = new SandboxOptions() };

    private static async Task<Reply> Again(Account account, string path, int times, double pause)
    {
        for (int i = 0; i < times; i++)
        {
            await account.Get(path);
            account.Clock.Advance(pause);
        }

        return await account.Get(path);
    }
}
