using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary>Applies a plan, shows its progress and reports the outcome.</summary>
internal static class ApplyRun
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        Preparation preparation,
        InfraPlan plan,
        IReadOnlyList<ResourceChange> left,
        RunCommand command,
        CancellationToken cancellationToken)
    {
        bool isSandbox = arguments.IsSandboxOf(preparation.Cloud);
        using IApplyView view = context.Io.Options.Json
            ? new ApplyJsonView(context.Io.Results, context.Environment.TimeProvider, command.Verb, plan)
            : new ApplyTextView(
                context, command.Verb, plan, isSandbox, () => (preparation.Provider as IRequestBudget)?.RequestsLeft);
        RunEnding ending = new RunEnding(
            context, arguments, view, command, plan, left, preparation.SshUserOf);
        LiveRun run = new LiveRun(plan, happened => view.On(Redacted(happened, context.Secrets)), ending.Leave);
        context.Environment.CurrentOperation.Operation = run;
        view.Start();
        ApplyOptions options = new ApplyOptions
        {
            Config = preparation.File.ProviderConfig,
            Plan = plan,
            MonthlyMax = preparation.MaxMonthly,
            MaxUnavailable = preparation.MaxUnavailable,
            Snapshot = command.TakesSnapshots,
            Progress = run,
        };
        Exception? failure = null;
        ApplyReport report;
        try
        {
            report = await preparation.Provider.ApplyAsync(options, cancellationToken);
        }
        catch (CloudProviderException exception) when (exception.Report is not null)
        {
            (failure, report) = (exception, exception.Report);
        }
        catch (Exception exception) when (run.HasSent)
        {
            // The run failed halfway: its events show what was sent and what is unknown.
            (failure, report) = (exception, run.Known with { IsInterrupted = exception is OperationCanceledException });
        }
        catch (Exception exception)
        {
            // The caller reports the failure; a signal has nothing to add.
            run.End(() => ExitCodes.For(ErrorProblems.Of(exception, context)));
            throw;
        }

        return run.End(() => ending.Report(report, failure, run.Unwritten));
    }

    /// <summary>The event with its free text redacted.</summary>
    internal static InfraEvent Redacted(InfraEvent happened, SecretReader secrets) => happened switch
    {
        HostSnapshot snapshot => snapshot with { Snapshot = secrets.Redact(snapshot.Snapshot) },
        HostDeleteDelayed delayed => delayed with { Message = secrets.Redact(delayed.Message) },
        HostFailed failed => failed with { Message = secrets.Redact(failed.Message) },
        HostCreateIndeterminate unclear => unclear with { Message = secrets.Redact(unclear.Message) },
        HostSkipped skipped => skipped with { Reason = secrets.Redact(skipped.Reason) },
        ResourceFailed failed => failed with { Message = secrets.Redact(failed.Message) },
        ResourceSkipped skipped => skipped with { Reason = secrets.Redact(skipped.Reason) },
        ResourceWaiting waiting => waiting with { Status = secrets.Redact(waiting.Status) },
        _ => happened,
    };
}
