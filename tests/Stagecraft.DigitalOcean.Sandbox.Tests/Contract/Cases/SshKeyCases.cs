using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class SshKeyCases
{
    private const string List = "GET /v2/account/keys";
    private const string Create = "POST /v2/account/keys";
    private const string One = "GET /v2/account/keys/{ssh_key_identifier}";

    private const string Key = """
        {"name":"mine","public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.com"}
        """;

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(List, Three),
        new(List, "none", 200, account => account.Get("/v2/account/keys"))
        {
            Options = new SandboxOptions { RateLimit = false, SshKeys = [] },
        },
        new(Create, "a new one", 201, account => account.Post("/v2/account/keys", Key)),
        new(Create, "one that is there", 422, async account =>
        {
            await account.Post("/v2/account/keys", Key);
            return await account.Post("/v2/account/keys", Key);
        }),
        new(Create, "no key", 422, account => account.Post("/v2/account/keys", """{"name":"mine"}""")),
        new(One, "by id", 200, account => account.Get($"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Id}")),
        new(One, "by fingerprint", 200, account => account.Get($"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Fingerprint}")),
    ];

    private static Task<string> Three(Account account)
    {
        account.Sandbox.AddSshKey("two");
        account.Sandbox.AddSshKey("three");
        return Task.FromResult("/v2/account/keys");
    }
}
