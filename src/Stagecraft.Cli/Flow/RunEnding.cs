using System.Diagnostics.CodeAnalysis;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary>Tells how a run ended.</summary>
/// <param name="context">Where to.</param>
/// <param name="view">What showed it so far.</param>
/// <param name="command"><c>up</c> or <c>down</c>.</param>
/// <param name="plan">What was to be done.</param>
/// <param name="left">What <c>--no-delete</c> left.</param>
/// <param name="again">The command line for a verb, to be typed next.</param>
/// <param name="continues">How to go on where it did not end well.</param>
/// <param name="isSandbox">Its droplets are none.</param>
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
    /// <summary>The run is through, or was stopped.</summary>
    /// <param name="outcome">What became of each host.</param>
    /// <param name="failure">What was thrown, or null.</param>
    /// <param name="before">Why stdout has been given up already, or null.</param>
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

    /// <summary>The run is left at once: what is not known is told first, for whoever may not read on.</summary>
    /// <param name="known">What is known of each host.</param>
    /// <param name="withResult">Whether stdout can be written to.</param>
    /// <returns>The exit code.</returns>
    internal int Leave(ApplyReport known, bool withResult)
    {
        ApplyReport report = WithKept(known);
        FailureText.Write(context, null, report, plan, again, continues, "interrupted again: left at once, without waiting for answers or looking once more");
        if (withResult)
        {
            TryFinish(report, ExitCodes.Interrupted, null, out _);
            context.Io.Results.End();
        }

        return ExitCodes.Interrupted;
    }

    private ApplyReport WithKept(ApplyReport report)
    {
        IEnumerable<HostOutcome> kept = left.Select(d => new HostOutcome(d.Name, d.CloudName, HostOutcomeKind.Kept, d.Id, Message: "left because of --no-delete"));
        return (report with { Hosts = [.. report.Hosts, .. kept] }).Sorted();
    }

    // Droplets were made or deleted: that must be told somewhere even when stdout is gone.
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

        // A report that tells of a failure is one, whatever way it came.
        return failure switch
        {
            null => report.Succeeded ? ExitCodes.Done : ExitCodes.Partial,
            CloudProviderException exception => ExitCodes.For(exception.Code),
            _ => ExitCodes.For(ErrorProblems.Of(failure, context)),
        };
    }
}
