using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Resources;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Applies a plan: sends updates, creates and deletes, replaces and resizes in groups, and waits for readiness.</summary>
/// <param name="session">The account.</param>
/// <param name="plan">The plan.</param>
/// <param name="recent">The last read of a plan.</param>
/// <param name="probe">Probes whether hosts are ready.</param>
/// <param name="maxUnavailable">How many hosts of a role may be replaced or resized at the same time; at least 1.</param>
/// <param name="takesSnapshots">Whether a snapshot of each machine is created before the machine is deleted.</param>
internal sealed class ApplyCall(
    AccountSession session, InfraPlan plan, RecentReads recent, IHostProbe probe, int maxUnavailable, bool takesSnapshots)
{
    private readonly RunClock _clock = session.StartClock();
    private readonly Rollout _rollout = new(plan);
    private readonly List<HostRun> _runs = [];
    private readonly List<SurgeGroup> _surges = [];
    private ResourceRun? _resources;

    public async Task<ApplyReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EngineTelemetry.TraceAsync("apply", () => ApplyAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (HasChangedAnything && IsReported(e))
        {
            return Succeeded(NotBegun(ProblemOf(e)));
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    private bool HasChangedAnything => _runs.Exists(r => r.HasChangedAnything)
        || _surges.Exists(s => s.HasRenamed) || _resources is { HasChangedAnything: true };

    private ResourceRun Resources => _resources ??= new(session, plan, _clock);

    private static bool IsReported(Exception e) =>
        e is CloudException or CloudProviderException { Report: null } or OperationCanceledException;

    private static Problem? ProblemOf(Exception e) =>
        e is CloudException refused ? refused.Failure.ToProblem() : (e as CloudProviderException)?.Problems[0];

    private HostRun NewRun(InfraPlan part) => NewRun(session, part);

    private HostRun NewRun(AccountSession account, InfraPlan part)
    {
        HostRun run = new(account, part, recent, _clock)
        {
            IsFirst = _runs.Count == 0,
            Snapshots = takesSnapshots ? new(account, part, _clock) : null,
        };
        _runs.Add(run);
        return run;
    }

    /// <summary>The report of a run that ended before its first creates and deletes.</summary>
    private ApplyReport NotBegun(Problem? failure) => _runs[0].NotBegun(plan, failure) with { Resources = Resources.Outcomes(failure) };

    private async Task<ApplyReport> ApplyAsync(CancellationToken cancellationToken)
    {
        // The updates are sent before everything else (spec 6.9).
        HostRun first = NewRun(_rollout.First);
        if (await first.UpdateAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await EngineTelemetry.TraceAsync("resources", () => Resources.RunAsync(ResourceStage.BeforeHosts, false, cancellationToken))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (Resources.FirewallFailure is { } failure && PlannedHosts.Created(plan).Any())
        {
            return Succeeded(NotBegun(failure.ToProblem()));
        }

        await first.SnapshotAsync(cancellationToken).ConfigureAwait(false);
        AccountSnapshot start = await first.PrepareAsync(cancellationToken).ConfigureAwait(false);
        ApplyReport report = await EngineTelemetry.TraceAsync("converge", () => RollOutAsync(first, start, cancellationToken))
            .ConfigureAwait(false);
        return Succeeded(report with
        {
            Resources = Resources.Outcomes(null),
            IsInterrupted = report.IsInterrupted || cancellationToken.IsCancellationRequested,
        });
    }

    /// <summary>Runs the parts of the plan one after the other. A failure or a stop ends the run: the hosts of the other parts are
    /// skipped.</summary>
    private async Task<ApplyReport> RollOutAsync(HostRun first, AccountSnapshot start, CancellationToken cancellationToken)
    {
        HashSet<string> left = [.. _rollout.Hosts];
        ApplyReport report = await RunPartAsync(first, start, left, cancellationToken).ConfigureAwait(false);
        if (report.IsInterrupted && !HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (left.Count > 0)
        {
            report = await RollAsync(report, start, left, cancellationToken).ConfigureAwait(false);
        }

        if (_rollout.Last is { Changes.Count: > 0 } last)
        {
            report = await AddAsync(
                report,
                last,
                [],
                async run => (await run.PrepareAsync(cancellationToken).ConfigureAwait(false), null),
                cancellationToken).ConfigureAwait(false);
        }

        if (!report.IsInterrupted
            && await Resources.RunAsync(ResourceStage.Final, !report.Succeeded, cancellationToken).ConfigureAwait(false))
        {
            report = report with { IsInterrupted = true };
        }

        // It is the last request: after it, the same command replaces the hosts again.
        if (IsComplete(report))
        {
            report = await new ReplacementMarks(session, plan, _clock).RemoveAsync(report, _runs, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private bool IsComplete(ApplyReport report) => report.Succeeded && !Resources.HasFailed;

    private async Task<ApplyReport> RollAsync(
        ApplyReport report, AccountSnapshot start, HashSet<string> left, CancellationToken cancellationToken)
    {
        Availability availability = new(session, probe, maxUnavailable);
        IReadOnlySet<string> unavailable = IsComplete(report)
            ? await availability.ReadAsync(left, start, cancellationToken).ConfigureAwait(false)
            : new HashSet<string>();
        IReadOnlySet<string> atRisk =
            Rollout.AtRisk(session.Desired, Inventory.Classify(session.Desired.Ownership, start.Machines));
        foreach (IReadOnlyList<string> group in _rollout.Groups(session.Desired, unavailable, atRisk, maxUnavailable))
        {
            left.ExceptWith(group);
            InfraPlan part = _rollout.Of(group);
            if (part.HostChanges.All(plan.Surge ? c => !PlannedHosts.IsResized(c) : PlannedHosts.IsRenamed))
            {
                report = await AddSurgeAsync(report, part, left, cancellationToken).ConfigureAwait(false);
                continue;
            }

            report = await AddAsync(
                report, part, left, run => availability.RequireAsync(group, run, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        return report;
    }

    private async Task<ApplyReport> AddSurgeAsync(
        ApplyReport report, InfraPlan part, IReadOnlyCollection<string> held, CancellationToken cancellationToken)
    {
        bool isSkipped = !IsComplete(report);
        if (isSkipped)
        {
            return Joined(report, Skipped(report, part));
        }

        SurgeGroup group = new(session, part, NewRun, ReadyAsync, _clock);
        _surges.Add(group);
        report = Joined(report, await group.RunAsync(cancellationToken).ConfigureAwait(false));
        Resources.Hold(held);
        return IsComplete(report)
            && await Resources.RunAsync(ResourceStage.AfterHosts, false, cancellationToken).ConfigureAwait(false)
            ? report with { IsInterrupted = true }
            : report;
    }

    /// <summary>Adds a part of the plan to the report: runs it if everything before it is complete, otherwise skips it.</summary>
    private async Task<ApplyReport> AddAsync(
        ApplyReport report,
        InfraPlan part,
        IReadOnlyCollection<string> held,
        Func<HostRun, Task<(AccountSnapshot? Start, string? Refusal)>> begin,
        CancellationToken cancellationToken)
    {
        if (!IsComplete(report))
        {
            return Joined(report, Skipped(report, part));
        }

        HostRun run = NewRun(part);
        try
        {
            await run.SnapshotAsync(cancellationToken).ConfigureAwait(false);
            (AccountSnapshot? start, string? refusal) = await begin(run).ConfigureAwait(false);
            if (refusal is not null)
            {
                return Joined(report, Refused(part, refusal));
            }

            if (!part.HostChanges.Any(c => c.Creates || c.Deletes))
            {
                ApplyReport resized = await run.ResizeAsync(cancellationToken).ConfigureAwait(false);
                return Joined(report, await ReadyAsync(resized, part, cancellationToken).ConfigureAwait(false));
            }

            return Joined(report, await RunPartAsync(run, start!, held, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (IsReported(e))
        {
            Unattached(part);
            return Joined(report, run.NotBegun(part, ProblemOf(e)) with { IsInterrupted = e is OperationCanceledException });
        }
    }

    /// <summary>Creates and deletes the hosts of a part, attaches what they need, and waits until they are ready.</summary>
    private async Task<ApplyReport> RunPartAsync(
        HostRun run, AccountSnapshot start, IReadOnlyCollection<string> held, CancellationToken cancellationToken)
    {
        ApplyReport report = await run.ConvergeAsync(start, cancellationToken).ConfigureAwait(false);
        Resources.Hold(held);
        if (report.IsInterrupted || await Resources.RunAsync(ResourceStage.AfterHosts, false, cancellationToken).ConfigureAwait(false))
        {
            return report with { IsInterrupted = true };
        }

        return await ReadyAsync(HostAddresses.Of(session, report, Resources.Outcomes(null)), run.Plan, cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<ApplyReport> ReadyAsync(ApplyReport report, InfraPlan part, CancellationToken cancellationToken) => ReadyAsync(
        session, report, part.HostChanges.Where(PlannedHosts.IsSwitched).Select(c => c.Name!).ToHashSet(), cancellationToken);

    private Task<ApplyReport> ReadyAsync(
        AccountSession account, ApplyReport report, IReadOnlySet<string> switchedOn, CancellationToken cancellationToken)
    {
        ReadinessRun readiness = new(account, probe);
        return report.IsInterrupted
            ? Task.FromResult(report)
            : EngineTelemetry.TraceAsync("readiness", () => readiness.WaitAsync(report, switchedOn, cancellationToken));
    }

    private ApplyReport Refused(InfraPlan part, string reason)
    {
        Unattached(part);
        ApplyReport refused = Running.OutcomeReport.NotDone(part, OutcomeKind.Failed, ErrorCodes.Refused, change =>
            $"{session.Terms.Machine} '{change.CloudName}' was not {(change.Deletes ? "replaced" : "resized")}: {reason}");
        foreach (HostOutcome host in refused.Hosts)
        {
            session.Progress.Report(new HostFailed(host.Name, host.MachineName, host.Id, host.Code!, host.Message!));
        }

        return refused;
    }

    private ApplyReport Skipped(ApplyReport report, InfraPlan part)
    {
        Unattached(part);
        HostOutcome? failed = report.Hosts.FirstOrDefault(h => h.Kind is OutcomeKind.Failed or OutcomeKind.Unknown);
        string reason = report.IsInterrupted ? "the run was stopped before anything was sent for it"
            : failed is not null ? $"nothing was sent for it, because host '{failed.Name ?? failed.MachineName}' failed"
            : "nothing was sent for it, because another change failed";
        ApplyReport skipped = Running.OutcomeReport.NotDone(part, OutcomeKind.Skipped, code: null, _ => reason);
        foreach (HostOutcome host in skipped.Hosts)
        {
            session.Progress.Report(new HostSkipped(host.Name, host.MachineName, reason));
        }

        return skipped;
    }

    /// <summary>Nothing is attached to the hosts of a part that is not run.</summary>
    private void Unattached(InfraPlan part) => Resources.Skip(
        [.. part.HostChanges.Select(c => c.Name).OfType<string>()], "nothing was attached, because its host was not replaced");

    private static ApplyReport Joined(ApplyReport report, ApplyReport part) =>
        new([.. report.Hosts, .. part.Hosts]) { IsInterrupted = report.IsInterrupted || part.IsInterrupted };

    /// <exception cref="CloudProviderException">The report contains a failure.</exception>
    private ApplyReport Succeeded(ApplyReport unsorted)
    {
        ApplyReport report = HostAddresses.Of(
            session, SnapshotCall.Named(unsorted, _runs.Select(r => r.Snapshots)).Sorted(), unsorted.Resources);
        return report.Succeeded
            ? report
            : throw CloudProviderException.Of(
                session.Terms.Provider, report, HasChangedAnything, "re-run the same command; it resumes from the current state");
    }
}
