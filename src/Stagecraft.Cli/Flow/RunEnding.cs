using System.Diagnostics.CodeAnalysis;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary>Reports the outcome of a run.</summary>
/// <param name="left">The deletions that <c>--no-delete</c> skipped.</param>
/// <param name="isSandbox">Whether the run used the sandbox, where nothing is billed.</param>
internal sealed class RunEnding(
    CommandContext context,
    IApplyView view,
    string command,
    InfraPlan plan,
    IReadOnlyList<ResourceChange> left,
    Func<string, string> again,
    string continues,
    bool isSandbox)
{
    /// <summary>The run ended, or was stopped.</summary>
    /// <param name="before">The earlier failure to write to stdout, or null.</param>
    /// <returns>The exit code.</returns>
    internal int Tell(ApplyReport outcome, Exception? failure, IOException? before)
    {
        ApplyReport report = WithKept(outcome);
        int exitCode = ExitCodeOf(report, failure);
        if (!TryFinish(report, exitCode, before, out IOException? unwritten))
        {
            context.Io.Error.Line(new Segment("error: ", Tone.Error), $"the output could not be written: {unwritten.Message}");
            OutcomeText.Write(context.Io.Error, report, command, _ => null);
            exitCode = exitCode == ExitCodes.Done ? ExitCodes.Failed : exitCode;
        }

        if (exitCode != ExitCodes.Done)
        {
            FailureText.Write(context, failure, report, plan, again, continues);
        }
        else if (command == "up")
        {
            NextSteps.Write(context.Io, report, again, isSandbox);
        }

        return exitCode;
    }

    /// <summary>Immediate exit: unknown outcomes are printed first in case the reader stops early.</summary>
    /// <param name="withResult">Whether stdout can be written to.</param>
    /// <returns>The exit code.</returns>
    internal int Leave(ApplyReport known, bool withResult)
    {
        ApplyReport report = WithKept(known);
        FailureText.Write(
            context,
            null,
            report,
            plan,
            again,
            continues,
            "interrupted again: exited without waiting for pending responses or a final check");
        if (withResult)
        {
            TryFinish(report, ExitCodes.Interrupted, null, out _);
            context.Io.Results.End();
        }

        return ExitCodes.Interrupted;
    }

    private ApplyReport WithKept(ApplyReport report)
    {
        IEnumerable<HostOutcome> kept = left.Select(
            d => new HostOutcome(d.Name, d.CloudName, HostOutcomeKind.Kept, d.Id, Message: "skipped because of --no-delete"));
        return (report with { Hosts = [.. report.Hosts, .. kept] }).Sorted();
    }

    // Changes are reported even if stdout is closed.
    private bool TryFinish(ApplyReport report, int exitCode, IOException? before, [NotNullWhen(false)] out IOException? unwritten)
    {
        unwritten = before;
        if (unwritten is null)
        {
            try
            {
                view.Finish(report, exitCode);
            }
            catch (IOException exception)
            {
                unwritten = exception;
            }
        }

        return unwritten is null;
    }

    private int ExitCodeOf(ApplyReport report, Exception? failure)
    {
        if (report.IsInterrupted)
        {
            return ExitCodes.Interrupted;
        }

        // A report with a failure is a failure, returned or thrown.
        return failure switch
        {
            null => report.Succeeded ? ExitCodes.Done : ExitCodes.Partial,
            CloudProviderException exception => ExitCodes.For(exception.Code),
            _ => ExitCodes.For(ErrorProblems.Of(failure, context)),
        };
    }
}
