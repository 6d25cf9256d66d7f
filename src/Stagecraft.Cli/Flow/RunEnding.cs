using System.Net;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary>Reports the outcome of a run. spec/cli/output.md, 4.2.1 and 4.3.</summary>
/// <param name="left">The deletions that <c>--no-delete</c> skipped.</param>
internal sealed class RunEnding(
    CommandContext context,
    GlobalArguments arguments,
    IApplyView view,
    RunCommand command,
    InfraPlan plan,
    IReadOnlyList<ResourceChange> left,
    Func<string, string> sshUserOf)
{
    private const string Skipped = "skipped because of --no-delete";

    /// <summary>The run ended, or was stopped.</summary>
    /// <param name="before">The earlier failure to write to stdout, or null.</param>
    /// <returns>The exit code.</returns>
    internal int Report(ApplyReport outcome, Exception? failure, IOException? before)
    {
        ApplyReport report = WithKept(outcome);
        int exitCode = ExitCodeOf(report, failure);

        // Changes are reported even if stdout is closed.
        if ((before ?? Finish(report, exitCode)) is { } unwritten)
        {
            context.Io.Error.Line(new Segment("error: ", Tone.Error), $"the output could not be written: {unwritten.Message}");
            bool isSandbox = arguments.IsSandboxOf(Clouds.Of(plan.Provider));
            OutcomeText.Write(context.Io.Error, report, plan, command.Verb, isSandbox, _ => null, _ => null);
            exitCode = exitCode == ExitCodes.Done ? ExitCodes.Failed : exitCode;
        }

        if (exitCode != ExitCodes.Done)
        {
            WriteFailure(failure, report, "interrupted");
        }
        else if (command.Verb == "up" && !context.Io.Options.Quiet && !context.Io.Options.Json && report.Count(OutcomeKind.Created) > 0)
        {
            WriteNextSteps(report);
        }

        return exitCode;
    }

    /// <summary>Immediate exit: unknown outcomes are printed first in case the reader stops early.</summary>
    /// <param name="withResult">Whether stdout can be written to.</param>
    /// <returns>The exit code.</returns>
    internal int Leave(ApplyReport known, bool withResult)
    {
        ApplyReport report = WithKept(known);
        WriteFailure(null, report, "interrupted again: exited without waiting for pending responses or a final check");
        if (withResult)
        {
            Finish(report, ExitCodes.Interrupted);
            context.Io.Results.End();
        }

        return ExitCodes.Interrupted;
    }

    private ApplyReport WithKept(ApplyReport report)
    {
        ILookup<bool, ResourceChange> kept = left.ToLookup(c => c.Kind == ResourceKind.Host);
        return (report with
        {
            Hosts =
            [
                .. report.Hosts,
                .. kept[true].Select(d => new HostOutcome(d.Name, d.CloudName, OutcomeKind.Kept, d.Id, Message: Skipped)),
            ],
            Resources =
            [
                .. report.Resources,
                .. kept[false].Select(d => new ResourceOutcome(d.Kind, d.Name, d.CloudName, d.Id, OutcomeKind.Kept, Message: Skipped)),
            ],
        }).Sorted();
    }

    /// <returns>The failure to write to stdout, or null.</returns>
    private IOException? Finish(ApplyReport report, int exitCode)
    {
        try
        {
            view.Finish(report, exitCode);
            return null;
        }
        catch (IOException exception)
        {
            return exception;
        }
    }

    // A report with a failure is a failure, returned or thrown.
    private int ExitCodeOf(ApplyReport report, Exception? failure) => failure switch
    {
        _ when report.IsInterrupted => ExitCodes.Interrupted,
        null => report.Succeeded ? ExitCodes.Done : ExitCodes.Partial,
        CloudProviderException exception => ExitCodes.For(exception.Code),
        _ => ExitCodes.For(ErrorProblems.Of(failure, context)),
    };

    /// <summary>Writes the failure, the state of each host and the next commands.</summary>
    /// <param name="interrupted">The error message of an interrupted run.</param>
    private void WriteFailure(Exception? failure, ApplyReport report, string interrupted)
    {
        TextOutput output = context.Io.Error;
        if (report.IsInterrupted)
        {
            Prose.Write(output, interrupted, output.Width, first: new Segment("error: ", Tone.Error));
        }
        else if (failure is not null)
        {
            // The hint below has the exact command.
            IEnumerable<Problem> problems = ErrorProblems.Of(failure, context)
                .Select(p => p.Code == ErrorCodes.PartialApply ? p with { Hint = null } : p);
            ProblemText.Write(output, [.. problems], context.Io.Options.Verbose);
            ProblemText.WriteDetails(context.Io, failure);
        }

        WriteMessages(output, report);
        foreach ((string what, string hosts) in Existence.Of(report, plan))
        {
            output.Line($"{what}: ", hosts);
        }

        bool isOther = command.IsReviewed || IsReplaced(report) || plan.Changes.Any(c => c.Approval == Approval.Loss);
        string resume = isOther ? $"resume with `{Again(command.Verb, report)}`" : "re-run the command to resume";
        bool isUnknown = report.Count(OutcomeKind.Unknown) > 0 || report.Resources.Any(r => r.Outcome == OutcomeKind.Unknown);
        string hint = isUnknown
            ? $"some outcomes are unknown; run `{Again("plan", report)}` to check"
            : $"see the remaining changes with `{Again("plan", report)}`; {resume}";
        Prose.Write(output, hint, output.Width, first: "hint: ");
        output.Flush();
    }

    // Hosts and resources with the same message share a line.
    private void WriteMessages(TextOutput output, ApplyReport report)
    {
        IEnumerable<(OutcomeKind Kind, string Name, string? Message)> all =
        [
            .. report.Hosts.Select(h => (h.Kind, Words.Host(h.Name, h.MachineName), h.Message)),
            .. report.Resources.Select(r => (r.Outcome, Words.Resource(r.Kind, r.Name, r.CloudName), r.Message)),
        ];
        foreach (IGrouping<string, string> names in all
            .Where(o => o.Message is not null && o.Kind is OutcomeKind.Failed or OutcomeKind.Unknown)
            .GroupBy(o => o.Message ?? "", o => o.Name, StringComparer.Ordinal))
        {
            output.Line($"  {Words.Some([.. names])}: {context.Io.Redact(names.Key)}");
        }
    }

    private void WriteNextSteps(ApplyReport report)
    {
        TextOutput output = context.Io.Error;
        output.Line();
        output.Line("Next:");

        // The user types it into a shell, so only a valid address is shown. In the sandbox no host listens.
        HostOutcome? host = report.Hosts.FirstOrDefault(h => h.Kind == OutcomeKind.Created && IPAddress.TryParse(h.PublicIpv4, out _));
        if (host is { Name: { } name } && !arguments.Sandbox)
        {
            output.Line($"  ssh {sshUserOf(name)}@{host.PublicIpv4}");
        }

        output.Line($"  {Again("hosts", report)}");
        output.Flush();
    }

    private string Again(string verb, ApplyReport report)
    {
        bool takesLosses = verb == command.Verb || (verb == "plan" && command.Verb == "up");
        ChoiceArguments choice = verb == "hosts" ? new() : command.Choice with
        {
            Replace = IsReplaced(report) ? [] : command.Choice.Replace,
            AllowLoss = takesLosses ? Losses(report) : [],
        };
        bool takesMost = verb is "plan" or "up" && command.MaxUnavailable is not null;
        string[] most = takesMost ? ["--max-unavailable", Words.Number(command.MaxUnavailable!.Value)] : [];
        string[] snapshot = command.TakesSnapshots && verb == command.Verb ? ["--snapshot"] : [];
        return context.Io.Commands.Line(["infra", verb, "-e", plan.Environment, .. choice.Words, .. most, .. snapshot]);
    }

    /// <summary>Whether every host to replace has its new machine. Then the rest of the run needs no replacement, and a host whose mark
    /// was removed already must not be replaced again (interface.md 10.6).</summary>
    private bool IsReplaced(ApplyReport report)
    {
        string[] hosts = [.. plan.HostChanges.Where(c => c.Actions == ResourceActions.Replace).Select(c => c.Name!)];
        HashSet<ResourceId> before = [.. plan.HostChanges.Select(c => c.Id).OfType<ResourceId>()];
        return hosts.Length > 0 && hosts.All(h => report.Hosts.Any(
            o => o.Name == h && o.Kind != OutcomeKind.Deleted && o.Id is { } id && !before.Contains(id)));
    }

    /// <summary>The resources whose loss the run was permitted and that exist. A resource that may be deleted must not be named
    /// again.</summary>
    private string[] Losses(ApplyReport report) =>
    [
        .. plan.Changes.Where(c => c.Approval == Approval.Loss && !report.Resources.Any(
            r => r.Kind == c.Kind && r.Id == c.Id && r.Outcome is OutcomeKind.Deleted or OutcomeKind.Unknown or OutcomeKind.Unchanged))
            .Select(Words.Address),
    ];
}
