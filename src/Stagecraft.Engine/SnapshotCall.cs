using System.Collections.Concurrent;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Creates a snapshot of each machine that a part of a plan deletes (interface.md 10.11 to 10.13).</summary>
/// <param name="session">The account.</param>
/// <param name="plan">The part of the plan.</param>
/// <param name="clock">The clock of the run.</param>
internal sealed class SnapshotCall(AccountSession session, InfraPlan plan, RunClock clock)
{
    private const int InFlight = 16;
    private const int MaxRequests = 3;
    private const int MaxRefusals = 2;

    private readonly ConcurrentDictionary<ResourceId, CloudFailure> _failures = [];
    private readonly ConcurrentDictionary<ResourceId, string> _names = [];
    private readonly CloudTerms _terms = session.Terms;
    private readonly TimeSpan _window = session.Timeouts.SettleWindow;

    /// <summary>Whether a request was sent that may have taken effect.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Why machines have no snapshot.</summary>
    public IReadOnlyDictionary<ResourceId, CloudFailure> Failures => _failures;

    /// <summary>A report with the names of the complete snapshots.</summary>
    public static ApplyReport Named(ApplyReport report, IEnumerable<SnapshotCall?> calls)
    {
        Dictionary<ResourceId, string> names = calls.SelectMany(c => c?._names ?? []).ToDictionary(n => n.Key, n => n.Value);
        return names.Count == 0
            ? report
            : report with { Hosts = [.. report.Hosts.Select(h => h with { Snapshot = names.GetValueOrDefault(h.Id ?? default) })] };
    }

    /// <summary>Creates the snapshots. Each machine then has a complete one, or a failure.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Queue<ResourceChange> open = new(plan.HostChanges.Where(c => c.Deletes));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(InFlight, open.Count)).Select(_ => RunSomeAsync())).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        async Task RunSomeAsync()
        {
            while (!cancellationToken.IsCancellationRequested && Take() is { } deletion)
            {
                await RunAsync(new Saving(deletion, clock.Now.Worked + session.Timeouts.CreateTimeout), cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        ResourceChange? Take()
        {
            lock (open)
            {
                return open.TryDequeue(out ResourceChange? deletion) ? deletion : null;
            }
        }
    }

    private async Task RunAsync(Saving saving, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(saving, cancellationToken).ConfigureAwait(false);
                saving.FailedReads = 0;
            }
            catch (CloudException e)
            {
                saving.Message = e.Failure.Message;
                bool isPermanent = e.Failure is { IsTransient: false } or { Code: ErrorCodes.Unauthorized or ErrorCodes.Forbidden };
                saving.FailedReads = isPermanent ? saving.FailedReads + 1 : 0;
                if (saving.FailedReads > MaxRefusals)
                {
                    Fail(saving, e.Failure);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (saving.IsDone)
            {
                return;
            }

            if (clock.Now.Worked >= saving.Deadline)
            {
                string reason = saving.Message is null ? "" : $": {saving.Message}";
                Fail(saving, new(ErrorCodes.MachineTimeout, $"it is not complete{reason}", "the same command continues"));
                return;
            }

            // Without a request and a busy machine, nothing can happen before the window has passed.
            TimeSpan poll = clock.Now.Elapsed + session.Timeouts.PollInterval;
            TimeSpan due = saving is { Requests: 0, WasBusy: false } ? saving.QuietSince + _window : poll;
            await clock.Delay(due > poll ? due : poll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the machine and its snapshots, and sends the snapshot if it is due.</summary>
    private async Task StepAsync(Saving saving, CancellationToken cancellationToken)
    {
        EngineTime readAt = clock.Now;
        if (!await IsIdleAsync(saving, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        bool isDue = readAt.Elapsed >= saving.QuietSince + _window;
        IReadOnlyList<string> names = await session.Account.ReadSnapshotsAsync(saving.Id, RequestPriority.Working, cancellationToken)
            .ConfigureAwait(false);
        if (names.Contains(saving.Name, StringComparer.Ordinal))
        {
            // A cloud may show a snapshot that is still being created.
            if (await IsIdleAsync(saving, cancellationToken).ConfigureAwait(false))
            {
                _names[saving.Id] = saving.Name;
                saving.IsDone = true;
                Report(saving, SnapshotState.Complete);
            }
        }
        else if (isDue && saving.Requests >= MaxRequests)
        {
            Fail(saving, new(ErrorCodes.MachineDeleteFailed, saving.Message ?? "its requests had no effect"));
        }
        else if (isDue)
        {
            await SendAsync(saving, readAt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the machine.</summary>
    /// <returns>Whether a snapshot of it can be created now. It is done if it must not be deleted.</returns>
    private async Task<bool> IsIdleAsync(Saving saving, CancellationToken cancellationToken)
    {
        Dated<Machine?> read = await session.ReadMachineAsync(saving.Id, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        if (read.Value is not { } machine)
        {
            // A new machine can be missing for some time, and have no tags.
            FailAfterWindow(saving, new(ErrorCodes.MachineNotFound, "it was not found"));
            return false;
        }

        bool isOwned = session.Ownership.Owns(machine)
            && (saving.Row.Reason == DeleteReason.Down || session.Ownership.HostOf(machine) == saving.Row.Name);
        if (Ownership.IsProtected(machine) || !isOwned)
        {
            FailAfterWindow(saving, new(ErrorCodes.PlanStale, "its name or tags were changed, and no longer permit its deletion"));
            return false;
        }

        bool isIdle = !machine.IsBusy && machine.State is MachineState.Running or MachineState.Stopped;
        if (isIdle && saving.WasBusy)
        {
            saving.QuietSince = clock.Now.Elapsed;
        }

        saving.WasBusy = !isIdle;
        return isIdle;
    }

    private async Task SendAsync(Saving saving, EngineTime readAt, CancellationToken cancellationToken)
    {
        if (!saving.IsReported)
        {
            saving.IsReported = true;
            Report(saving, SnapshotState.Requested);
        }

        UpdateOutcome outcome = await session.Account.UpdateAsync(
            [saving.Id],
            new MachineUpdate { Action = new MachineAction.Snapshot(saving.Name) },
            () => clock.Now.Since(readAt) < EngineTimeouts.ReadsStayFresh && !cancellationToken.IsCancellationRequested,
            cancellationToken).ConfigureAwait(false);
        saving.QuietSince = outcome is UpdateOutcome.Stale or UpdateOutcome.NotSent ? saving.QuietSince : clock.Now.Elapsed;
        switch (outcome)
        {
            case UpdateOutcome.Accepted:
                (saving.Requests, saving.Message, HasSent) = (saving.Requests + 1, null, true);
                break;
            case UpdateOutcome.Unclear unclear:
                (saving.Requests, saving.Message, HasSent) = (saving.Requests + 1, unclear.Failure.Message, true);
                break;
            case UpdateOutcome.Refused { Failure: var refused }:
                saving.Message = refused.Message;
                if (refused.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden || ++saving.Refusals >= MaxRefusals)
                {
                    string code = refused.Code == ErrorCodes.ApiError ? ErrorCodes.MachineDeleteFailed : refused.Code;
                    Fail(saving, refused with { Code = code });
                }

                break;
            case UpdateOutcome.NotSent { Failure: { Code: ErrorCodes.RateLimited } limited }:
                Fail(saving, limited);
                break;
            case UpdateOutcome.NotSent failed:
                saving.Message = failed.Failure.Message;
                break;
            case UpdateOutcome.NotFound missing:
                saving.Message = missing.Failure.Message;
                break;
        }
    }

    private void FailAfterWindow(Saving saving, CloudFailure failure)
    {
        if (clock.Now.Elapsed >= _window)
        {
            Fail(saving, failure);
        }
    }

    private void Fail(Saving saving, CloudFailure failure)
    {
        string message = $"{_terms.Machine} '{saving.Row.CloudName}' was not deleted: its snapshot '{saving.Name}' was not created";
        _failures[saving.Id] = failure with { Message = $"{message}: {failure.Advice}", Hint = null };
        saving.IsDone = true;
    }

    private void Report(Saving saving, SnapshotState state) => session.Progress.Report(
        new HostSnapshot(saving.Row.Name, saving.Row.CloudName, saving.Id, saving.Name, state));

    /// <summary>The state of a snapshot.</summary>
    private sealed class Saving(ResourceChange row, TimeSpan deadline)
    {
        public ResourceChange Row { get; } = row;

        public ResourceId Id { get; } = row.Id!.Value;

        public string Name { get; } = $"{row.CloudName}-{row.Id}";

        /// <summary>The end, in worked time.</summary>
        public TimeSpan Deadline { get; } = deadline;

        /// <summary>When the last request ended, or a read showed that the machine was no longer busy. Reads show the effect within the
        /// settle window.</summary>
        public TimeSpan QuietSince { get; set; }

        /// <summary>Whether the last read showed the machine as busy.</summary>
        public bool WasBusy { get; set; }

        /// <summary>The requests that may have taken effect.</summary>
        public int Requests { get; set; }

        public int Refusals { get; set; }

        /// <summary>The consecutive reads that failed permanently.</summary>
        public int FailedReads { get; set; }

        public bool IsReported { get; set; }

        public bool IsDone { get; set; }

        /// <summary>The last failure that was not final.</summary>
        public string? Message { get; set; }
    }
}
