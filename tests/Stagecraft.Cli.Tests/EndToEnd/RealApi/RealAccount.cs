using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>The account that the suite runs against: DigitalOcean's where that was asked for, else a sandbox of its own. spec/real-api.md,
/// 1.</summary>
internal sealed class RealAccount : IAsyncDisposable
{
    internal const string Project = "stagecraft-it";

    private readonly SandboxProcess? _sandbox;

    private RealAccount(SandboxProcess? sandbox, string? address, string token)
    {
        _sandbox = sandbox;
        Address = address;
        Token = token;
    }

    /// <summary>The API's address, or null for the command's default.</summary>
    internal string? Address { get; }

    internal string Token { get; }

    /// <summary>Lines of the provider's section: in the sandbox nothing lags, so nothing has to be waited for.</summary>
    internal string Durations => _sandbox is null ? "" : "settle_window: 1s\n      poll_interval: 1s";

    internal static bool IsAskedFor(Func<string, string?> environment) => environment("STAGECRAFT_DO_INTEGRATION") == "1";

    internal static async Task<RealAccount> OpenAsync(Func<string, string?> environment)
    {
        if (!IsAskedFor(environment))
        {
            SandboxProcess sandbox = await SandboxProcess.StartAsync();
            return new RealAccount(sandbox, sandbox.Address, "dop_v1_sandbox-of-the-suite");
        }

        return environment("DO_TOKEN") is { Length: > 0 } token
            ? new RealAccount(null, environment("DIGITALOCEAN_API_URL") is { Length: > 0 } address ? address : null, token)
            : throw new InvalidOperationException("STAGECRAFT_DO_INTEGRATION is 1, but there is no token in DO_TOKEN");
    }

    /// <summary>The cheapest that can be had, by spec/real-api.md, 1.2.</summary>
    internal async Task<Cheapest> ChooseAsync(string? keyName)
    {
        DigitalOceanProviderOptions options = new() { GetEnvironmentVariable = _ => Token };
        using DigitalOceanProvider provider = new(Address is null ? options : options with { ApiUrl = new Uri(Address) });
        CloudCatalog offer = await provider.ReadCatalogAsync(
            new AccountOptions { Config = ConfigReader.Read("connection.yml", "token_env: DO_TOKEN"u8), Project = Project },
            TestContext.Current.CancellationToken);
        string key = keyName is { Length: > 0 }
            ? keyName
            : offer.SshKeys.FirstOrDefault()?.Name
                ?? throw new InvalidOperationException("The account has no SSH key: add one, its hosts could not be reached without.");
        CatalogSize size = offer.Sizes.First(s => s.Regions.Any(r => offer.Sizes.Any(o => o != s && o.Regions.Contains(r))));
        string region = size.Regions.Order(StringComparer.Ordinal).First(r => offer.Sizes.Any(o => o != size && o.Regions.Contains(r)));
        return new Cheapest(key, region, size.Slug, offer.Sizes.First(s => s != size && s.Regions.Contains(region)).Slug);
    }

    public ValueTask DisposeAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
