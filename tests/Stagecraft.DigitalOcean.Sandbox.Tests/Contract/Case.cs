using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>A request to an account in a defined state.</summary>
/// <param name="Operation">The operation, with its name in the specification: <c>GET /v2/droplets/{droplet_id}</c>.</param>
/// <param name="Name">A description of the case.</param>
/// <param name="Status">The expected status.</param>
/// <param name="Send">Prepares the account and sends the request.</param>
internal sealed record Case(string Operation, string Name, int Status, Func<Account, Task<Reply>> Send)
{
    public SandboxOptions Options { get; init; } = new() { RateLimit = false };

    public string Title => $"{Operation} {Status}: {Name}";

    public async Task<Reply> Run()
    {
        await using Account account = new Account(Options);
        return await Send(account);
    }
}
