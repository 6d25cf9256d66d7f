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
        # Command reference

        This page lists the commands and options of `stagecraft`, as `--help` prints them. For common changes, see [day-two operations](operations.md). For scripts, see [exit codes](exit-codes.md) and [JSON formats](json.md). The exact rules are in [the specification](../spec/cli/infra.md).

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
