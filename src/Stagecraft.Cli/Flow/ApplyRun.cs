using System.Diagnostics.CodeAnalysis;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Rendering;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary>Carries a plan out, shows it happen, and tells how it ended.</summary>
internal static class ApplyRun
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        Preparation preparation,
        InfraPlan plan,
        IReadOnlyList<HostDeletion> left,
        string command,
        CancellationToken cancellationToken)
    {
        IApplyView view = context.Json
            ? new ApplyJsonView(context.Environment.Out, command, plan)
            : new ApplyTextView(context, command, plan);
        view.Start();
        var progress = new ProgressSink(happened => view.On(Redacted(happened, context)));
        var options = new ApplyOptions { Config = preparation.File.ProviderConfig, Plan = plan, Progress = progress };
        CloudProviderException? failure = null;
        ApplyReport report;
        try
        {
            report = await preparation.Provider.ApplyAsync(options, cancellationToken);
        }
        catch (CloudProviderException exception) when (exception.Report is not null)
        {
            (failure, report) = (exception, exception.Report);
        }

        report = WithKept(report, left);
        int exitCode = ExitCodeOf(report, failure);
        if (!TryFinish(view, report, exitCode, progress.Failure, out IOException? unwritten))
        {
            context.Error.Line(new Segment("error: ", Tone.Error), $"the output could not be written: {unwritten.Message}");
            OutcomeText.Write(context.Error, report, command);
            exitCode = exitCode == ExitCodes.Done ? ExitCodes.Failed : exitCode;
        }

        if (exitCode != ExitCodes.Done)
        {
            FailureText.Write(context, failure, report, Again(arguments, preparation.Environment));
        }

        return exitCode;
    }

    private static ApplyReport WithKept(ApplyReport report, IReadOnlyList<HostDeletion> left)
    {
        IEnumerable<HostOutcome> kept = left.Select(d => new HostOutcome(d.Name, d.DropletName, HostOutcomeKind.Kept, d.Id, Message: "left because of --no-delete"));
        return report with { Hosts = [.. report.Hosts.Concat(kept).OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id)] };
    }

    // Droplets were made or deleted: that must be told somewhere even when stdout is gone.
    private static bool TryFinish(IApplyView view, ApplyReport report, int exitCode, IOException? before, [NotNullWhen(false)] out IOException? unwritten)
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

    private static InfraEvent Redacted(InfraEvent happened, CommandContext context) =>
        happened is HostFailed failed ? failed with { Message = context.Secrets.Redact(failed.Message) } : happened;

    private static int ExitCodeOf(ApplyReport report, CloudProviderException? failure)
    {
        if (report.IsInterrupted)
        {
            return ExitCodes.Interrupted;
        }

        // A report that tells of a failure is one, whatever way it came.
        return failure is not null ? ExitCodes.For(failure.Code) : report.Succeeded ? ExitCodes.Done : ExitCodes.Partial;
    }

    private static Func<string, string> Again(GlobalArguments arguments, string environment)
    {
        string file = arguments.ConfigOption is { } path ? $" -c {Quoted(path)}" : "";
        string sandbox = arguments.Sandbox ? " --sandbox" : "";
        return verb => $"stagecraft infra {verb} -e {environment}{file}{sandbox}";
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
