using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Commands;

/// <summary><c>complete</c>: serves the scripts of <c>completions</c>. It is hidden from the help and reports no errors.</summary>
internal static class CompleteCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Argument<string[]> words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore, HelpName = "WORD...", Description = "The words so far; before the last, the one to complete, a dot" };
        DocumentedCommand command = new DocumentedCommand(
            "complete",
            "Print the words that may follow on a command line, for shells.",
            "stagecraft complete -- infra .pl");
        command.Hidden = true;
        command.Arguments.Add(words);
        command.SetAction(parsed =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            try
            {
                // The dot exists because not every shell passes an empty word.
                if (parsed.GetValue(words) is [.. var before, ['.', .. var current]])
                {
                    Candidates candidates = new Candidates(invocation.Global, context.Environment, parsed.RootCommandResult.Command);
                    foreach ((string word, string? meaning) in candidates.After(before, current))
                    {
                        context.Io.Results.Write(meaning is null ? $"{word}\n" : $"{word}\t{meaning}\n");
                    }

                    context.Io.Results.Flush();
                }
            }
            catch (Exception)
            {
                // An error message would disturb the user's typing.
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
