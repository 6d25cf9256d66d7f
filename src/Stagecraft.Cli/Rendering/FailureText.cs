using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>How a run failed and what to do next. spec/cli/output.md, 4.3.</summary>
internal static class FailureText
{
    /// <param name="context">Where to.</param>
    /// <param name="failure">What was thrown, or null where the run only reports that it was interrupted.</param>
    /// <param name="report">What became of each host.</param>
    /// <param name="plan">What was to be done.</param>
    /// <param name="again">The command line for a verb, to be typed next.</param>
    /// <param name="continues">How to go on.</param>
    /// <param name="interrupted">What to call it where it was interrupted.</param>
    internal static void Write(
        CommandContext context,
        Exception? failure,
        ApplyReport report,
        InfraPlan plan,
        Func<string, string> again,
        string continues,
        string interrupted = "interrupted")
    {
        TextOutput output = context.Io.Error;
        if (report.IsInterrupted)
        {
            output.Line(new Segment("error: ", Tone.Error), interrupted);
        }
        else if (failure is not null)
        {
            // What to do next is told below, with the very command.
            IEnumerable<Problem> problems = ErrorProblems.Of(failure, context).Select(p => p.Code == ErrorCodes.PartialApply ? p with { Hint = null } : p);
            ProblemText.Write(output, [.. problems], context.Io.Options.Verbose);
            ExceptionText.Write(context.Io, failure);
        }

        // What all of many hosts have in common is said once.
        foreach (IGrouping<string, HostOutcome> hosts in report.Hosts
            .Where(h => h.Message is not null && h.Kind is HostOutcomeKind.Failed or HostOutcomeKind.Unknown)
            .GroupBy(h => h.Message ?? "", StringComparer.Ordinal))
        {
            output.Line($"  {Names.Some([.. hosts.Select(h => Words.Host(h.Name, h.MachineName))])}: {context.Io.Redact(hosts.Key)}");
        }

        foreach ((string what, string hosts) in Existence.Of(report, plan))
        {
            output.Line($"{what}: ", hosts);
        }

        output.Line("hint: ", report.Count(HostOutcomeKind.Unknown) > 0
            ? $"the outcome of some hosts is not known; see '{again("plan")}'"
            : $"see what is left with '{again("plan")}'; {continues}");
        output.Flush();
    }
}
