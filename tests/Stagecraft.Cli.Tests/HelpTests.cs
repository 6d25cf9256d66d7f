using System.CommandLine;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;
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

    [Theory] // output.md 12.2
    [InlineData(60)]
    [InlineData(80)]
    public void Help_of_every_command_fits_the_terminal(int width)
    {
        Command[] commands = [.. WithCommandsBelow(StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException())))];
        commands.Should().HaveCountGreaterThan(20);
        foreach (Command command in commands)
        {
            string help = HelpAt(width, command);
            help.Split('\n').Should().OnlyContain(l => l.Length <= width, command.Name);
            Words(help).Should().Equal(Words(HelpAt(short.MaxValue, command)), "no word is divided");
        }
    }

    [Fact] // output.md 12.2
    public void A_wide_example_continues_after_a_backslash_and_keeps_quoted_parts()
    {
        DocumentedCommand command = new("x", "", "x aaaa bbbb | jq '.a | select(.b != \"c d\")' > f");
        HelpAt(24, command).Should().Contain("Examples:\n  x aaaa bbbb | jq \\\n    '.a | select(.b != \"c d\")' \\\n    > f\n");
    }

    private static string HelpAt(int width, Command command)
    {
        using StringWriter help = new();
        HelpText.Write(new TextOutput(help, color: false, () => width), command);
        return help.ToString();
    }

    private static string[] Words(string help) =>
        help.Replace("\\\n", "", StringComparison.Ordinal).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Command> WithCommandsBelow(Command command) =>
        command.Subcommands.SelectMany(WithCommandsBelow).Prepend(command);

    [Fact] // output.md 13
    public async Task Version_is_a_json_document() =>
        (await _cli.RunAsync("version -o json")).Json.GetProperty("version").GetString().Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+");

    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    public async Task Version_is_told(string commandLine) =>
        (await _cli.RunAsync(commandLine)).Out.Should().MatchRegex("^stagecraft [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n$");
}
