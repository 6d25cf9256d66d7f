using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 11.1.</summary>
public sealed class VerboseTests : IAsyncDisposable
{
    private readonly DigitalOceanSandbox _sandbox = DigitalOceanSandbox.Create(new SandboxOptions());
    private readonly TestCli _cli = new();

    public VerboseTests()
    {
        _cli.Variables["DO_TOKEN"] = "dop_v1_secret";
        _cli.CreateProviders = context =>
        {
            CloudProviderRegistry registry = new CloudProviderRegistry();
            registry.Register(new DigitalOceanProvider(new DigitalOceanProviderOptions
            {
                GetEnvironmentVariable = context.GetEnvironmentVariable,
                Handler = _sandbox.CreateHandler(),
            }));
            return registry;
        };
    }

    public async ValueTask DisposeAsync()
    {
        _cli.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Each_request_is_a_line()
    {
        CliResult result = await _cli.RunAsync("infra plan -e staging -v");

        result.ExitCode.Should().Be(0);
        string[] lines = [.. result.Error.Split('\n').Where(l => l.StartsWith("GET ", StringComparison.Ordinal))];
        lines.Should().HaveCount(11);
        lines.Should().Contain(l => l.StartsWith("GET /v2/droplets?per_page=200&page=1 200 ", StringComparison.Ordinal));
        lines.Should()
            .OnlyContain(l => System.Text.RegularExpressions.Regex.IsMatch(l, "^GET /v2/[^ ]+ 200 [0-9]+ ms, 2[0-9]{2} requests left$"));
        result.Error.Should().NotContain("secret");
    }

    [Fact]
    public async Task Without_it_none_is()
    {
        CliResult result = await _cli.RunAsync("infra plan -e staging");

        result.Error.Should().NotContain("GET ");
    }
}
