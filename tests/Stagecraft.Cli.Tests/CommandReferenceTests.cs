using System.CommandLine;
using System.Text;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary><c>docs/commands.md</c> is every command's own help; <c>STAGECRAFT_UPDATE_GOLDEN=1</c> rewrites it.</summary>
public sealed class CommandReferenceTests
{
    private const string Head = """
        # Every command

        What `--help` says of each. What they do and when they refuse is in [spec/cli/infra.md](../spec/cli/infra.md), what they print in [spec/cli/output.md](../spec/cli/output.md). [Day-two operations](operations.md) has recipes for common changes.

        """;

    [Fact]
    public void It_is_what_the_commands_say_of_themselves()
    {
        StringBuilder text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        Command root = StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException()));
        Add(text, root);

        Golden.Match(Path.Combine("..", "..", "..", "docs", "commands.md"), text.ToString());
    }

    private static void Add(StringBuilder text, Command command)
    {
        using StringWriter help = new StringWriter();
        HelpText.Write(new TextOutput(help, color: false), command);
        text.Append('\n').Append("## ").Append(ParseMistake.NameOf(command)).Append("\n\n```text\n").Append(help).Append("```\n");
        foreach (Command below in ((DocumentedCommand)command).Own)
        {
            Add(text, below);
        }
    }
}
