using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine;

/// <summary>Applies a plan: protects, prepares, converges, and waits for readiness.</summary>
internal sealed class ApplyCall(AccountSession session, DeclaredConfig config, DesiredState desired, InfraPlan plan, RecentReads recent)
{
    private readonly SettledReader _settled = new(session);
    private readonly Protector _protector = new(session, session.StartClock());

    public async Task<ApplyReport> RunAsync(IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("apply");
        try
        {
            if (plan.Changes.Any(c => c.Actions == ResourceActions.Update))
            {
                bool isStopped = await _protector.RunAsync(plan, cancellationToken).ConfigureAwait(false);
                recent.Forget();
                cancellationToken.ThrowIfCancellationRequested();
                if (isStopped)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
            }

            RunStart start = await PrepareAsync(cancellationToken).ConfigureAwait(false);
            ApplyReport report = await ConvergeAsync(start, probe, cancellationToken).ConfigureAwait(false);
            activity.Succeeded();
            return report;
        }
        catch (Exception e) when (_protector.HasChangedAnything && e is CloudException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            ApplyReport report = RunFailure.AfterProtection(e, plan, _protector.Works);
            return report.Succeeded ? report : throw RunFailure.Of(session.Terms, report, changedAnything: true, plan.Replace.Count > 0);
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    private async Task<RunStart> PrepareAsync(CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("prepare");
        RunStart start = await new RunPreparation(session, _settled, recent, config, desired, plan).PrepareAsync(cancellationToken).ConfigureAwait(false);
        activity.Succeeded();
        return start;
    }

    private async Task<ApplyReport> ConvergeAsync(RunStart start, IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("converge");
        RunClock clock = session.StartClock();
        Reconciler reconciler = RunStartup.Begin(desired, plan, start, session.Account.Facts, session.Timeouts, clock);
        RunObserver observer = new(session, _settled, clock);
        observer.Begin(start.Snapshot);
        bool interrupted = await new RunLoop(session, observer, reconciler, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        recent.Forget();
        if (interrupted && !reconciler.HasChangedAnything && !_protector.HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        ApplyReport run = OutcomeReport.Of(
            reconciler, plan, [.. start.Snapshot.Machines.Where(desired.Ownership.Owns)], RunStartup.Kept(desired, start), interrupted);
        ApplyReport converged = OutcomeReport.With(run, _protector.Works);
        ApplyReport report = converged.IsInterrupted
            ? converged
            : await AwaitReadinessAsync(converged, probe, cancellationToken).ConfigureAwait(false);
        if (!report.Succeeded)
        {
            throw RunFailure.Of(session.Terms, report, reconciler.HasChangedAnything || _protector.HasChangedAnything, plan.Replace.Count > 0);
        }

        activity.Succeeded();
        return report;
    }

    private async Task<ApplyReport> AwaitReadinessAsync(ApplyReport report, IHostProbe probe, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("readiness");
        ApplyReport ready = await new ReadinessRun(session.Terms, probe, config.Readiness, session.Timeouts.PollInterval, session.Time, session.Progress)
            .WaitAsync(report, desired.Hosts, cancellationToken)
            .ConfigureAwait(false);
        activity.Succeeded();
        return ready;
    }
}
