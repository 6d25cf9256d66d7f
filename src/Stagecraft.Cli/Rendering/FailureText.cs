using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The failure of a run and the next commands. spec/cli/output.md, 4.3.</summary>
internal static class FailureText
{
    /// <param name="interrupted">The error message of an interrupted run.</param>
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
            // The hint below has the exact command.
            IEnumerable<Problem> problems = ErrorProblems.Of(failure, context)
                .Select(p => p.Code == ErrorCodes.PartialApply ? p with { Hint = null } : p);
            ProblemText.Write(output, [.. problems], context.Io.Options.Verbose);
            ProblemText.WriteDetails(context.Io, failure);
        }

        // Hosts with the same message share a line.
        foreach (IGrouping<string, HostOutcome> hosts in report.Hosts
            .Where(h => h.Message is not null && h.Kind is HostOutcomeKind.Failed or HostOutcomeKind.Unknown)
            .GroupBy(h => h.Message ?? "", StringComparer.Ordinal))
        {
            output.Line($"  {Words.Some([.. hosts.Select(h => Words.Host(h.Name, h.MachineName))])}: {context.Io.Redact(hosts.Key)}");
        }

        foreach ((string what, string hosts) in Existence.Of(report, plan))
        {
            output.Line($"{what}: ", hosts);
        }

        output.Line("hint: ", report.Count(HostOutcomeKind.Unknown) > 0
            ? $"some outcomes are unknown; run '{again("plan")}' to check"
            : $"see the remaining changes with '{again("plan")}'; {continues}");
        output.Flush();
    }
}
