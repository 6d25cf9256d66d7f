using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Commands;

/// <summary><c>completions</c>.</summary>
internal static class CompletionsCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Argument<string> shell = new Argument<string>("shell") { HelpName = "SHELL", Description = $"{string.Join(", ", CompletionScripts.Shells.SkipLast(1))} or {CompletionScripts.Shells[^1]}" };
        DocumentedCommand command = new DocumentedCommand(
            "completions",
            "Print what a shell needs to complete commands, options and names.",
            "eval \"$(stagecraft completions bash)\"",
            "stagecraft completions fish > ~/.config/fish/completions/stagecraft.fish");
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            invocation.Arguments(parsed, context);
            string wanted = parsed.GetValue(shell)!;
            string script = CompletionScripts.Of(wanted)
                ?? throw new UsageException($"there are no completions for '{wanted}'", $"there are for {string.Join(", ", CompletionScripts.Shells)}");
            context.Io.Results.Write(script);
            context.Io.Results.Flush();
            return ExitCodes.Done;
        });
        return command;
    }
}
