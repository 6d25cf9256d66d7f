using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Resources;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Applies a plan: sends updates, prepares, creates and deletes, and waits for readiness.</summary>
internal sealed class ApplyCall(AccountSession session, InfraPlan plan, RecentReads recent, IHostProbe probe)
{
    private readonly RunClock _clock = session.StartClock();
    private readonly Reconciler _reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
    private ResourceRun? _resources;

    public async Task<ApplyReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EngineTelemetry.TraceAsync("apply", () => ApplyAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (HasChangedAnything
            && e is CloudException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            Problem? failure = e is CloudException refused ? refused.Failure.ToProblem() : (e as CloudProviderException)?.Problems[0];
            return Succeeded(NotBegun(failure));
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    private bool HasChangedAnything => _reconciler.HasChangedAnything || _resources is { HasChangedAnything: true };

    private ApplyReport NotBegun(Problem? failure) =>
        OutcomeReport.NotBegun(_reconciler, plan, failure) with { Resources = _resources?.Outcomes(failure) ?? [] };

    private async Task<ApplyReport> ApplyAsync(CancellationToken cancellationToken)
    {
        ResourceRun resources = _resources = new(session, plan, _clock);
        // The updates are sent before everything else (spec 6.9).
        RunLoop loop = new(session, _reconciler, _clock);
        RunStartup.AddUpdates(_reconciler, session.Desired, plan, _clock.Now);
        if (_reconciler.Updates.Count > 0)
        {
            await loop.RunAsync(cancellationToken).ConfigureAwait(false);
            recent.Forget();
            cancellationToken.ThrowIfCancellationRequested();
        }

        await EngineTelemetry.TraceAsync("resources", () => resources.RunAsync(ResourceStage.BeforeHosts, false, cancellationToken))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (resources.FirewallFailure is { } failure && PlannedHosts.Created(plan).Any())
        {
            return Succeeded(NotBegun(failure.ToProblem()));
        }

        AccountSnapshot start = await EngineTelemetry.TraceAsync("prepare", () => PrepareAsync(cancellationToken)).ConfigureAwait(false);
        return await EngineTelemetry.TraceAsync("converge", () => ConvergeAsync(loop, start, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Reads the account before the creates and deletes.</summary>
    private async Task<AccountSnapshot> PrepareAsync(CancellationToken cancellationToken)
    {
        string[] hosts = [.. PlannedHosts.Created(plan), .. PlannedHosts.Existing(plan)];
        bool isPrepared = PlannedHosts.Created(plan).Any();
        if (isPrepared)
        {
            await session.Account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
        }

        SettledReader settled = new(session);
        AccountSnapshot snapshot = recent.Snapshot(session)
            ?? await settled.ReadAsync(hosts, cancellationToken).ConfigureAwait(false);
        if (session.Desired.Intent != PlanIntent.Converge || hosts.Length == 0)
        {
            return snapshot;
        }

        snapshot = await settled.BeforeCreatesAsync(snapshot, hosts, cancellationToken).ConfigureAwait(false);
        if (!isPrepared && RunStartup.MayRecreate(session.Desired, hosts, snapshot))
        {
            await session.Account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
        }

        return snapshot;
    }

    private async Task<ApplyReport> ConvergeAsync(RunLoop loop, AccountSnapshot start, CancellationToken cancellationToken)
    {
        RunStartup.Begin(_reconciler, session.Desired, plan, start, session.Timeouts, _clock);
        loop.Begin(start);
        bool interrupted = await loop.RunAsync(cancellationToken).ConfigureAwait(false);
        if (!interrupted && RunStartup.AddUpdatesOfReady(_reconciler, session.Desired, plan, _clock.Now))
        {
            interrupted = await loop.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        recent.Forget();
        if (interrupted && !HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        ApplyReport report = OutcomeReport.Of(_reconciler, session.Desired, plan, start, interrupted);
        if (!interrupted && !await _resources!.RunAsync(ResourceStage.AfterHosts, false, cancellationToken).ConfigureAwait(false))
        {
            ReadinessRun readiness = new(session, probe);
            report = await EngineTelemetry
                .TraceAsync("readiness", () => readiness.WaitAsync(report, cancellationToken)).ConfigureAwait(false);
            await _resources.RunAsync(ResourceStage.Final, !report.Succeeded, cancellationToken).ConfigureAwait(false);
        }

        return Succeeded(report with
        {
            Resources = _resources!.Outcomes(null),
            IsInterrupted = report.IsInterrupted || cancellationToken.IsCancellationRequested,
        });
    }

    /// <exception cref="CloudProviderException">The report contains a failure.</exception>
    private ApplyReport Succeeded(ApplyReport unsorted)
    {
        ApplyReport report = unsorted.Sorted();
        string command = plan.Replace.Count > 0 ? "re-run the command without replacing hosts" : "re-run the same command";
        return report.Succeeded
            ? report
            : throw CloudProviderException.Of(
                session.Terms.Provider, report, HasChangedAnything, $"{command}; it resumes from the current state");
    }
}
