using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Telemetry;

namespace Stagecraft.Cli;

/// <summary>The program, with its surroundings as a parameter.</summary>
internal static class App
{
    // No handlers of the library: they have other exit codes.
    private static readonly InvocationConfiguration Invoking =
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Runs a command line. Never throws: every failure becomes an exit code and a message.</summary>
    internal static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken cancellationToken)
    {
        CommandContext? context = null;
        CommandContext ContextOf(ParseResult parsed) => context ??= Begin(parsed, environment);
        ParseResult parsed = StagecraftCommand.Create(new Invocation(ContextOf)).Parse(args, GlobalOptions.Parsing);
        try
        {
            if (GlobalOptions.IsGiven(parsed, "--help"))
            {
                HelpText.Write(ContextOf(parsed).Io.Out, parsed.CommandResult.Command);
                ContextOf(parsed).Io.Out.Flush();
                return ExitCodes.Done;
            }

            if (GlobalOptions.IsGiven(parsed, "--version"))
            {
                ContextOf(parsed).Io.Out.Line($"stagecraft {StagecraftCommand.Version}");
                ContextOf(parsed).Io.Out.Flush();
                return ExitCodes.Done;
            }

            if (parsed.Errors.Count > 0 || parsed.CommandResult.Command.Subcommands.Count > 0)
            {
                throw ParseMistake.Of(parsed, environment);
            }

            ParseMistake.CheckValues(parsed, args);
        }
        catch (Exception exception)
        {
            return Report(exception, ContextOf(parsed));
        }

        using TelemetrySession observation = TelemetrySession.Begin(
            ContextOf(parsed).Io, environment.StartExport, ParseMistake.NameOf(parsed.CommandResult.Command));
        try
        {
            return observation.Ended(await parsed.InvokeAsync(Invoking, cancellationToken));
        }
        catch (Exception exception)
        {
            return observation.Ended(Report(exception, ContextOf(parsed)));
        }
    }

    private static CommandContext Begin(ParseResult parsed, CliEnvironment environment)
    {
        CommandContext context = new CommandContext(environment, GlobalOptions.OutputOf(parsed), GlobalOptions.SuggestionsOf(parsed));
        environment.CurrentOperation.Operation = RunningCommand.Reading(context.Io);
        return context;
    }

    private static int Report(Exception exception, CommandContext context)
    {
        IReadOnlyList<Problem> problems = ErrorProblems.Of(exception, context);
        try
        {
            ProblemText.Write(context.Io.Error, problems, context.Io.Options.Verbose);
            ProblemText.WriteDetails(context.Io, exception);
            if (context.Io.Options.Json)
            {
                context.Io.WriteResult(ErrorJson.ToText(problems, indented: !context.Io.Options.IsStream));
            }
        }
        catch (IOException)
        {
            // The output is closed; the exit code still reports the failure.
        }

        return ExitCodes.For(problems);
    }
}
