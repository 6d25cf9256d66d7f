using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 13.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", "", "init validate infra doctor sandbox schema completions help version plan up down hosts")]
    [InlineData("", "va", "validate")]
    [InlineData("", "infra", "infra")]
    [InlineData("", "p", "plan")]
    [InlineData("", "ap", "")]
    [InlineData("up", "--allow", "--allow-delete --allow-loss")]
    [InlineData("hosts -e", "p", "prod")]
    [InlineData("help", "d", "doctor")]
    [InlineData("doctor", "--d", "--dry-run")]
    [InlineData("infra", "", "adopt apply destroy down forget hosts plan rename reserve ssh unprotect up")]
    [InlineData("infra", "d", "down destroy")]
    [InlineData("infra plan", "--de", "--detailed-exitcode")]
    [InlineData("infra plan", "--sand", "--sandbox --sandbox-state")]
    [InlineData("infra plan -e", "", "prod staging")]
    [InlineData("infra plan -e", "st", "staging")]
    [InlineData("infra plan --env", "p", "prod")]
    [InlineData("infra plan", "--env=p", "--env=prod")]
    [InlineData("infra plan --env =", "p", "prod")]
    [InlineData("-e", "p", "prod")]
    [InlineData("infra hosts -o", "", "ansible env json kamal prometheus ssh-config text")]
    [InlineData("validate -o", "", "json text")]
    [InlineData("infra plan -e prod --target", "", "app-1")]
    [InlineData("infra unprotect -e prod", "a", "app-1")]
    [InlineData("infra reserve -e prod", "a", "app-1")]
    [InlineData("infra ssh -e prod", "", "app-1")]
    [InlineData("infra ssh -e prod app-1 --", "a", "")]
    [InlineData("infra rename old-1 -e prod", "a", "app-1")]
    [InlineData("infra up -e prod --replace", "ap", "app-1")]
    [InlineData("infra up -e prod --replace", "", "app-1 outdated role:app")]
    [InlineData("infra plan --replace", "", "app-1 outdated role:app")]
    [InlineData("infra up -e prod --replace app-1", "o", "outdated")]
    [InlineData("infra up -e prod", "--replace=r", "--replace=role:app")]
    [InlineData("infra up -e prod --replace role :", "a", "app")]
    [InlineData("infra up -e prod --resize", "", "app-1 role:app")]
    [InlineData("infra plan -e prod --power-on", "r", "role:app")]
    [InlineData("infra up -e prod", "--res", "--resize --resize-disk")]
    [InlineData("infra down -e prod", "--re", "")]
    [InlineData("infra adopt 42 -e prod --as", "", "app-1")]
    [InlineData("sandbox --rate-limit", "", "off on")]
    [InlineData("completions", "", "bash fish powershell zsh")]
    [InlineData("completions", "z", "zsh")]
    [InlineData("infra plan -c missing.yml -e", "", "")]
    [InlineData("nonsense", "x", "")]
    public async Task Words_that_may_follow(string before, string current, string expected)
    {
        CliResult result = await Complete(before, current);
        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        Words(result).Should().BeEquivalentTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_hosts_of_a_group_are_completed()
    {
        File.WriteAllText(_cli.ConfigFile, Samples.Config.Replace("{ role: app }", "{ role: app, count: 2 }", StringComparison.Ordinal));

        Words(await Complete("infra plan -e prod --target", "")).Should().BeEquivalentTo("app-1-1", "app-1-2");
    }

    [Fact]
    public async Task Load_balancers_are_completed_as_losses()
    {
        File.WriteAllText(_cli.ConfigFile, DiagramTests.Config);
        Words(await Complete("infra down -e prod --allow-loss", "")).Should().Equal("load_balancer/web");
        Words(await Complete("infra down -e prod --allow-loss", "v")).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_anything_else_options_are_offered_with_their_meaning()
    {
        CliResult result = await Complete("infra up", "");
        Words(result).Should().Contain(["--yes", "--allow-delete", "--env"]).And.OnlyContain(w => w.StartsWith("--"));
        result.Out.Should().Contain("--yes\tSkip the confirmation");
    }

    [Fact]
    public async Task A_short_form_is_described_as_one() =>
        (await Complete("", "pl")).Out.Should().Be("plan\tShort form of 'stagecraft infra plan'\n");

    [Fact]
    public async Task A_broken_file_is_no_word_about_it()
    {
        File.WriteAllText(_cli.ConfigFile, "cloud: [");
        CliResult result = await Complete("infra plan -e", "");
        (result.ExitCode, result.Out, result.Error).Should().Be((0, "", ""));
    }

    [Fact]
    public async Task Names_come_from_a_file_that_is_wrong_elsewhere()
    {
        File.WriteAllText(_cli.ConfigFile, Samples.Config.Replace("token_env", "tokn_env", StringComparison.Ordinal));
        Words(await Complete("infra plan -e", "")).Should().BeEquivalentTo("staging", "prod");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Each_shell_has_its_script(string shell)
    {
        CliResult result = await _cli.RunAsync("completions", shell);
        result.ExitCode.Should().Be(0);
        Golden.Match($"completions.{shell}.txt", result.Out);
    }

    [Fact]
    public async Task Another_shell_is_a_usage_error()
    {
        CliResult result = await _cli.RunAsync("completions cmd");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("bash, zsh, fish, powershell");
    }

    private static IEnumerable<string> Words(CliResult result) =>
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]);

    private Task<CliResult> Complete(string before, string current) =>
        _cli.RunAsync(["complete", "--", .. before.Split(' ', StringSplitOptions.RemoveEmptyEntries), "." + current]);
}
