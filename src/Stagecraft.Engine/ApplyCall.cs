using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine;

/// <summary>Applies a plan: updates, prepares, creates and deletes, and waits for readiness.</summary>
internal sealed class ApplyCall
{
    private readonly AccountSession _session;
    private readonly DesiredState _desired;
    private readonly InfraPlan _plan;
    private readonly RecentReads _recent;
    private readonly SettledReader _settled;
    private readonly RunClock _clock;
    private readonly RunObserver _observer;
    private readonly Reconciler _reconciler;
    private readonly RunLoop _loop;

    public ApplyCall(AccountSession session, DesiredState desired, InfraPlan plan, RecentReads recent)
    {
        _session = session;
        _desired = desired;
        _plan = plan;
        _recent = recent;
        _settled = new SettledReader(session);
        _clock = session.StartClock();
        _observer = new RunObserver(session, _settled, _clock);
        _reconciler = new Reconciler(desired, session.Account.Facts, session.Timeouts);
        _loop = new RunLoop(session, _observer, _reconciler, _clock);
    }

    public async Task<ApplyReport> RunAsync(IHostProbe probe, ReadinessSettings readiness, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("apply");
        try
        {
            await UpdateAsync(cancellationToken).ConfigureAwait(false);
            RunStart start = await PrepareAsync(cancellationToken).ConfigureAwait(false);
            ApplyReport report = await ConvergeAsync(start, probe, readiness, cancellationToken).ConfigureAwait(false);
            activity.Succeeded();
            return report;
        }
        catch (Exception e) when (_reconciler.HasChangedAnything && e is CloudException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            Problem? failure = e is CloudException refused ? refused.Failure.ToProblem() : (e as CloudProviderException)?.Problems[0];
            ApplyReport report = OutcomeReport.NotBegun(_reconciler, _plan, failure);
            return report.Succeeded ? report : throw Failure(report);
        }
        catch (CloudException e)
        {
            throw _session.Terms.Failure(e);
        }
    }

    /// <summary>Sends the updates before everything else (spec 6.9).</summary>
    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        RunStartup.AddUpdates(_reconciler, _desired, _plan, _clock.Now);
        if (_reconciler.Updates.Count > 0)
        {
            await _loop.RunAsync(cancellationToken).ConfigureAwait(false);
            _recent.Forget();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<RunStart> PrepareAsync(CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("prepare");
        RunStart start = await new RunPreparation(_session, _settled, _recent, _desired, _plan).PrepareAsync(cancellationToken).ConfigureAwait(false);
        activity.Succeeded();
        return start;
    }

    private async Task<ApplyReport> ConvergeAsync(RunStart start, IHostProbe probe, ReadinessSettings readiness, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("converge");
        RunStartup.Begin(_reconciler, _desired, _plan, start, _session.Timeouts, _clock);
        _observer.Begin(start.Snapshot);
        bool interrupted = await _loop.RunAsync(cancellationToken).ConfigureAwait(false);
        _recent.Forget();
        if (interrupted && !_reconciler.HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        ApplyReport converged = OutcomeReport.Of(
            _reconciler, _plan, [.. start.Snapshot.Machines.Where(_desired.Ownership.Owns)], RunStartup.Kept(_desired, start), interrupted);
        ApplyReport report = converged.IsInterrupted
            ? converged
            : await AwaitReadinessAsync(converged, probe, readiness, cancellationToken).ConfigureAwait(false);
        if (!report.Succeeded)
        {
            throw Failure(report);
        }

        activity.Succeeded();
        return report;
    }

    private async Task<ApplyReport> AwaitReadinessAsync(ApplyReport report, IHostProbe probe, ReadinessSettings readiness, CancellationToken cancellationToken)
    {
        using OperationActivity activity = EngineTelemetry.Begin("readiness");
        ApplyReport ready = await new ReadinessRun(_session.Terms, probe, readiness, _session.Timeouts.PollInterval, _session.Time, _session.Progress)
            .WaitAsync(report, _desired.Hosts, cancellationToken)
            .ConfigureAwait(false);
        activity.Succeeded();
        return ready;
    }

    private CloudProviderException Failure(ApplyReport report) => CloudProviderException.Of(
        _session.Terms.Provider,
        report,
        _reconciler.HasChangedAnything,
        _plan.Replace.Count > 0 ? "run it again without replacing anything: it goes on from what exists" : "run the same command again: it goes on from what exists");
}
