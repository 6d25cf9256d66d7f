using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--help", "help.txt")]
    [InlineData("infra -h", "help.infra.txt")]
    [InlineData("infra plan --help", "help.plan.txt")]
    [InlineData("infra apply -?", "help.up.txt")]
    [InlineData("infra down --help --nonsense", "help.down.txt")]
    [InlineData("infra hosts --help", "help.hosts.txt")]
    [InlineData("infra adopt --help", "help.adopt.txt")]
    [InlineData("infra forget --help", "help.forget.txt")]
    [InlineData("infra rename --help", "help.rename.txt")]
    [InlineData("infra unprotect --help", "help.unprotect.txt")]
    [InlineData("infra reserve --help", "help.reserve.txt")]
    [InlineData("infra ssh --help", "help.ssh.txt")]
    [InlineData("validate --help", "help.validate.txt")]
    [InlineData("sandbox --help", "help.sandbox.txt")]
    [InlineData("init --help", "help.init.txt")]
    [InlineData("schema --help", "help.schema.txt")]
    [InlineData("completions --help", "help.completions.txt")]
    [InlineData("doctor --help", "help.doctor.txt")]
    [InlineData("help", "help.txt")]
    [InlineData("help infra plan", "help.plan.txt")]
    [InlineData("help apply", "help.up.txt")]
    [InlineData("help help", "help.help.txt")]
    [InlineData("plan --help", "help.plan.txt")]
    [InlineData("version --help", "help.version.txt")]
    public async Task Help_has_options_examples_and_exit_codes_in_80_columns(string commandLine, string golden)
    {
        CliResult result = await _cli.RunAsync(commandLine);
        result.ExitCode.Should().Be(0);
        Golden.Match(golden, result.Out);
        result.Out.Split('\n').Should().OnlyContain(l => l.Length <= 80);
        result.Error.Should().BeEmpty();
    }

    [Fact] // output.md 13
    public async Task Version_is_a_json_document() =>
        (await _cli.RunAsync("version -o json")).Json.GetProperty("version").GetString().Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+");

    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    public async Task Version_is_told(string commandLine) =>
        (await _cli.RunAsync(commandLine)).Out.Should().MatchRegex("^stagecraft [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n$");
}
