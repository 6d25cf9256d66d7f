using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>Protects the machines of a plan, before anything else of its run (spec 6.9).</summary>
internal sealed class Protector(AccountSession session, RunClock clock)
{
    private const int MaxReadById = 20;

    private static readonly TimeSpan LastLookTimeout = TimeSpan.FromSeconds(30);

    private readonly List<ProtectOperation> _works = [];
    private TimeSpan _readAt;
    private TimeSpan _driftThen;

    /// <summary>What became of each; complete once <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<ProtectOperation> Works => _works;

    /// <summary>Whether anything was sent that changes the account, or may have.</summary>
    public bool HasChangedAnything { get; private set; }

    /// <summary>Runs until each has its outcome, or until it is told to stop.</summary>
    /// <returns>Whether it was stopped after it had sent something.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before.</exception>
    public async Task<bool> RunAsync(InfraPlan plan, CancellationToken stop)
    {
        _works.AddRange(plan.Changes.Where(c => c.Actions == ResourceActions.Update).Select(c => new ProtectOperation(c.Name!, c.CloudName, c.Id!.Value)));
        TimeSpan deadline = clock.Now.Worked + session.Timeouts.CreateTimeout;
        try
        {
            for (bool isFirst = true; Open.Count > 0; isFirst = false)
            {
                if (!isFirst)
                {
                    await Pause.ForAsync(session.Timeouts.PollInterval, clock.Time, stop).ConfigureAwait(false);
                }

                if (await TryReadAsync(stop).ConfigureAwait(false) && await TrySendAsync(stop).ConfigureAwait(false))
                {
                    await TryReadAsync(stop).ConfigureAwait(false);
                }

                foreach (ProtectOperation work in clock.Now.Worked >= deadline ? Open : [])
                {
                    Fail(work, ErrorCodes.MachineTimeout, $"{session.Terms.Machine} '{work.MachineName}' operation timeout: it was not seen protected{(work.Message is null ? "" : $": {work.Message}")}");
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (HasChangedAnything && stop.IsCancellationRequested)
        {
            using CancellationTokenSource timeout = clock.After(LastLookTimeout);
            try
            {
                await TryReadAsync(timeout.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Not to be had now: what is not known is told so.
            }

            foreach (ProtectOperation work in Open)
            {
                work.Outcome = work.IsSent ? HostOutcomeKind.Unknown : HostOutcomeKind.Skipped;
                work.Message = work.IsSent ? "its protection was sent; it was not seen before the run was stopped" : "the run was stopped before it was protected";
            }

            return true;
        }
    }

    private List<ProtectOperation> Open => _works.FindAll(w => w.Outcome is null);

    /// <summary>Reads what is open, and settles what that settles.</summary>
    /// <returns>Whether it could be read.</returns>
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        List<ProtectOperation> open = Open;
        Dictionary<MachineId, Machine> found = [];
        TimeSpan drift = clock.Now.Drift;
        long sentAt = clock.Timestamp;
        try
        {
            if (open.Count > MaxReadById)
            {
                AccountSnapshot snapshot = await session.ReadAsync([], RequestPriority.Working, null, cancellationToken).ConfigureAwait(false);
                found = snapshot.Machines.ToDictionary(m => m.Id);
            }

            IEnumerable<MachineId> missing = open.Select(w => w.Id).Where(id => !found.ContainsKey(id));
            foreach ((MachineId id, Dated<Machine?> read) in await session.ReadMachinesAsync(missing, RequestPriority.Working, cancellationToken).ConfigureAwait(false))
            {
                if (read.Value is { } machine)
                {
                    found[id] = machine;
                }
            }
        }
        catch (CloudException e)
        {
            NotNow(open, e.Failure, e.Kind is FailureKind.Refused or FailureKind.RateLimited);
            return false;
        }

        (_readAt, _driftThen) = (clock.At(sentAt), drift);
        foreach (ProtectOperation work in open)
        {
            Observe(work, found.GetValueOrDefault(work.Id));
        }

        return true;
    }

    private void Observe(ProtectOperation work, Machine? seen)
    {
        work.MachineName = seen?.Name ?? work.MachineName;
        if (seen is null)
        {
            // A fresh machine may answer 404 for a while.
            if (clock.Now.Elapsed >= session.Timeouts.SettleWindow)
            {
                Fail(work, ErrorCodes.MachineNotFound, $"{session.Terms.Machine} '{work.MachineName}' not found: since the plan it went");
            }
        }
        else if (!session.Ownership.Owns(seen) || session.Ownership.HostOf(seen) != work.Name)
        {
            Fail(work, ErrorCodes.PlanStale, $"{session.Terms.Machine} '{seen.Name}' was not protected: its name or tags were changed and no longer say that it is this host");
        }
        else if (Ownership.IsProtected(seen))
        {
            work.Outcome = work.IsSent ? HostOutcomeKind.Protected : HostOutcomeKind.Unchanged;
            work.Message = null;
            if (work.IsSent)
            {
                session.Progress.Report(new HostProtected(work.Name, work.MachineName, work.Id));
            }
        }
        else
        {
            work.IsFound = true;
        }
    }

    /// <summary>Sends the tag for what was just read and does not have it, nor got it a moment ago.</summary>
    /// <returns>Whether anything was sent.</returns>
    private async Task<bool> TrySendAsync(CancellationToken stop)
    {
        ProtectOperation[] due = [.. Open.Where(w => w.IsFound && (!w.IsSent || clock.Now.Elapsed >= w.SentAt + session.Timeouts.SettleWindow))];
        bool sent = false;
        IEnumerable<ProtectOperation[]> groups = due.Where(w => !w.Alone)
            .Chunk(session.Account.Facts.MachinesPerUpdate)
            .Concat(due.Where(w => w.Alone).Select(w => new[] { w }));
        foreach (ProtectOperation[] group in groups)
        {
            sent |= await TryUpdateAsync([.. group.Where(w => w.Outcome is null)], stop).ConfigureAwait(false);
        }

        return sent;
    }

    private async Task<bool> TryUpdateAsync(ProtectOperation[] group, CancellationToken stop)
    {
        if (group.Length == 0)
        {
            return false;
        }

        foreach (ProtectOperation work in group.Where(w => !w.IsReported))
        {
            work.IsReported = true;
            session.Progress.Report(new HostProtecting(work.Name, work.MachineName, work.Id));
        }

        bool wasSent = false;
        try
        {
            UpdateOutcome outcome = await session.Account
                .UpdateAsync([.. group.Select(w => w.Id)], new MachineUpdate { AddTags = [TagNames.Protected] }, MayBeSent, stop)
                .ConfigureAwait(false);
            HasChangedAnything |= outcome.HasPartialEffect;
            switch (outcome)
            {
                case UpdateOutcome.Accepted:
                    Sent(group, null);
                    return true;
                case UpdateOutcome.Unclear unclear:
                    Sent(group, unclear.Failure.Message);
                    return true;
                case UpdateOutcome.NotFound missing:
                    // A machine was deleted, which the next read shows; or the tag was.
                    Array.ForEach(group, w => w.Message = missing.Failure.Message);
                    return false;
                case UpdateOutcome.Refused { Failure.Code: not (ErrorCodes.Unauthorized or ErrorCodes.Forbidden) } when group.Length > 1:
                    Array.ForEach(group, w => w.Alone = true);
                    return false;
                case UpdateOutcome.Refused refused:
                    NotNow(group, refused.Failure, isFinal: true);
                    return false;
                case UpdateOutcome.NotSent failed:
                    NotNow(group, failed.Failure, failed.Failure.Code == ErrorCodes.RateLimited);
                    return false;
                default:
                    if (wasSent)
                    {
                        Sent(group, null);
                    }

                    stop.ThrowIfCancellationRequested();
                    return wasSent;
            }
        }
        catch (OperationCanceledException) when (wasSent)
        {
            // A request was sent, and its response did not arrive: it may have taken effect.
            Sent(group, null);
            throw;
        }

        bool MayBeSent()
        {
            bool maySend = IsFresh && !stop.IsCancellationRequested;
            wasSent |= maySend;
            return maySend;
        }
    }

    private bool IsFresh => clock.Now is var now && now.Elapsed - _readAt + ClockDrift.Slept(_driftThen, now.Drift) < EngineTimeouts.TagsStayFresh;

    private void Sent(ProtectOperation[] works, string? message)
    {
        HasChangedAnything = true;
        foreach (ProtectOperation work in works)
        {
            (work.IsSent, work.SentAt, work.Message) = (true, clock.Now.Elapsed, message);
        }
    }

    /// <summary>A passing failure is tried again after the polling interval; a refusal is final.</summary>
    private void NotNow(IReadOnlyList<ProtectOperation> works, CloudFailure failure, bool isFinal)
    {
        foreach (ProtectOperation work in works)
        {
            work.Message = failure.Message;
            if (isFinal)
            {
                string sent = work.IsSent ? "; its protection was sent, and it was not seen" : "";
                Fail(work, failure.Code, $"{session.Terms.Machine} '{work.MachineName}' was not protected: {failure.Advice}{sent}");
            }
        }
    }

    private void Fail(ProtectOperation work, string code, string message)
    {
        (work.Outcome, work.Code, work.Message) = (HostOutcomeKind.Failed, code, message);
        session.Progress.Report(new HostFailed(work.Name, work.MachineName, work.Id, code, message));
    }
}
