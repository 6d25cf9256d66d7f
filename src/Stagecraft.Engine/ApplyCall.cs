using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Applies a plan: sends updates, prepares, creates and deletes, and waits for readiness.</summary>
internal sealed class ApplyCall(AccountSession session, DeclaredConfig config, DesiredState desired, InfraPlan plan, RecentReads recent)
{
    private readonly RunClock _clock = session.StartClock();
    private readonly Reconciler _reconciler = new(desired, session.Account.Facts, session.Timeouts);

    public async Task<ApplyReport> RunAsync(IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("apply");
        RunLoop loop = new(session, _reconciler, _clock);
        try
        {
            await UpdateAsync(loop, cancellationToken).ConfigureAwait(false);
            RunStart start = await PrepareAsync(cancellationToken).ConfigureAwait(false);
            ApplyReport report = await ConvergeAsync(loop, start, probe, cancellationToken).ConfigureAwait(false);
            activity.Succeeded();
            return report;
        }
        catch (Exception e) when (_reconciler.HasChangedAnything
            && e is CloudException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            Problem? failure = e is CloudException refused ? refused.Failure.ToProblem() : (e as CloudProviderException)?.Problems[0];
            return Succeeded(OutcomeReport.NotBegun(_reconciler, plan, failure));
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    /// <summary>Sends the updates before everything else (spec 6.9).</summary>
    private async Task UpdateAsync(RunLoop loop, CancellationToken cancellationToken)
    {
        RunStartup.AddUpdates(_reconciler, desired, plan, _clock.Now);
        if (_reconciler.Updates.Count > 0)
        {
            await loop.RunAsync(cancellationToken).ConfigureAwait(false);
            recent.Forget();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<RunStart> PrepareAsync(CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("prepare");
        RunPreparation preparation = new(session, new SettledReader(session), recent, config, desired, plan);
        RunStart start = await preparation.PrepareAsync(cancellationToken).ConfigureAwait(false);
        activity.Succeeded();
        return start;
    }

    private async Task<ApplyReport> ConvergeAsync(RunLoop loop, RunStart start, IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("converge");
        RunStartup.Begin(_reconciler, desired, plan, start, session.Timeouts, _clock);
        loop.Begin(start.Snapshot);
        bool interrupted = await loop.RunAsync(cancellationToken).ConfigureAwait(false);
        recent.Forget();
        if (interrupted && !_reconciler.HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        ApplyReport report = OutcomeReport.Of(_reconciler, desired, plan, start, interrupted);
        if (!interrupted)
        {
            report = await AwaitReadinessAsync(report, probe, cancellationToken).ConfigureAwait(false);
        }

        Succeeded(report);
        activity.Succeeded();
        return report;
    }

    private async Task<ApplyReport> AwaitReadinessAsync(ApplyReport report, IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("readiness");
        ReadinessRun run = new(session.Terms, probe, config.Readiness, session.Timeouts.PollInterval, session.Time, session.Progress);
        ApplyReport ready = await run.WaitAsync(report, desired.Hosts, cancellationToken).ConfigureAwait(false);
        activity.Succeeded();
        return ready;
    }

    /// <exception cref="CloudProviderException">The report contains a failure.</exception>
    private ApplyReport Succeeded(ApplyReport report)
    {
        string command = plan.Replace.Count > 0 ? "re-run the command without replacing hosts" : "re-run the same command";
        return report.Succeeded
            ? report
            : throw CloudProviderException.Of(
                session.Terms.Provider, report, _reconciler.HasChangedAnything, $"{command}; it resumes from the current state");
    }
}
