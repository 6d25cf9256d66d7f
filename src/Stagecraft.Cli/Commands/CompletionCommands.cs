using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Commands;

/// <summary><c>completions</c> prints a script for a shell; the script calls the hidden <c>complete</c>.</summary>
internal static class CompletionCommands
{
    internal static DocumentedCommand Completions(Invocation invocation)
    {
        IReadOnlyList<string> shells = CompletionScripts.Shells;
        Argument<string> shell = new("shell")
        {
            HelpName = "SHELL",
            Description = $"{string.Join(", ", shells.SkipLast(1))} or {shells[^1]}",
        };
        DocumentedCommand command = new DocumentedCommand(
            "completions",
            "Print a shell completion script.",
            "eval \"$(stagecraft completions bash)\"",
            "stagecraft completions fish > ~/.config/fish/completions/stagecraft.fish").With(shell);
        return invocation.Run(command, (context, _, parsed, _) =>
        {
            string name = parsed.GetValue(shell)!;
            context.Io.Results.Write(CompletionScripts.Of(name)
                ?? throw new UsageException($"no completions for shell '{name}'", $"supported shells: {string.Join(", ", shells)}"));
            context.Io.Results.Flush();
            return Task.FromResult(ExitCodes.Done);
        });
    }

    /// <summary>It reports no errors: a message would disturb the user's typing.</summary>
    internal static DocumentedCommand Complete(Invocation invocation)
    {
        Argument<string[]> words = new("words")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "WORD...",
            Description = "The words so far; the last one, after a dot, is completed",
        };
        DocumentedCommand command = new DocumentedCommand(
            "complete", "Print the words that may follow on a command line, for shells.", "stagecraft complete -- infra .pl").With(words);
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            try
            {
                // The dot exists because not every shell passes an empty word.
                if (parsed.GetValue(words) is [.. var before, ['.', .. var current]])
                {
                    Candidates candidates = new Candidates(context.Environment, parsed.RootCommandResult.Command);
                    foreach ((string word, string? meaning) in candidates.After(before, current))
                    {
                        context.Io.Results.Write(meaning is null ? $"{word}\n" : $"{word}\t{meaning}\n");
                    }

                    context.Io.Results.Flush();
                }
            }
            catch (Exception)
            {
                // The shell completes nothing.
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
