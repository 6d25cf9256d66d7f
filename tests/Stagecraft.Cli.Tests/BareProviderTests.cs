using Stagecraft.Cli.Tests.Support;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>Spec interface.md 1.6 and infra.md 11.1: a missing capability is reported in one line.</summary>
public sealed class BareProviderTests : IDisposable
{
    private readonly TestCli _cli = new()
    {
        CreateProviders = _ =>
        {
            CloudProviderRegistry registry = new();
            registry.Register(new BareProvider());
            return registry;
        },
    };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("infra hosts --all", "error: the provider 'digitalocean' cannot list every environment")]
    [InlineData("infra adopt 7 --as app-1 -e staging", "error: the provider 'digitalocean' cannot adopt")]
    [InlineData("infra reserve app-1 -e staging", "error: the provider 'digitalocean' cannot reserve addresses")]
    [InlineData("infra rename web-1 app-1 -e staging", "error: the provider 'digitalocean' cannot rename")]
    [InlineData("infra unprotect app-1 -e staging", "error: the provider 'digitalocean' cannot unprotect")]
    [InlineData("doctor --dry-run", "error: the provider 'digitalocean' cannot check permissions with dry runs")]
    [InlineData("init -c other.yml", "error: the provider 'digitalocean' cannot list its regions and sizes")]
    public async Task What_it_cannot_do_is_refused_in_one_line(string commandLine, string message)
    {
        CliResult result = await _cli.RunAsync(
            commandLine.Replace("other.yml", Path.Combine(_cli.Folder, "other.yml"), StringComparison.Ordinal));

        result.ExitCode.Should().Be(5);
        result.Error.TrimEnd().Should().Be(message);
        File.Exists(Path.Combine(_cli.Folder, "other.yml")).Should().BeFalse();
    }

    [Fact]
    public async Task The_doctor_says_that_the_account_was_not_examined()
    {
        CliResult result = await _cli.RunAsync("doctor");

        result.ExitCode.Should().Be(0);
        result.Out.Should().Contain("not checked: the provider 'digitalocean' cannot examine an account");
    }

    [Fact]
    public async Task What_every_provider_does_works()
    {
        (await _cli.RunAsync("infra plan -e staging")).ExitCode.Should().Be(0);
        (await _cli.RunAsync("infra hosts -e staging")).Out.Should().Contain("No hosts in environment staging.");
        (await _cli.RunAsync("infra up -e staging --yes --allow-delete")).ExitCode.Should().Be(0);
    }
}
