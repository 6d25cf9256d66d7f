using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>When a run reads the account, and what a read has to show. No effects.</summary>
internal sealed class PollSchedule(
    List<HostOperation> hosts, List<DeleteOperation> deletes, List<UpdateOperation> updates, Settling settling, EngineTimeouts timing)
{
    /// <summary>A read this shortly before the final read is merged with it.</summary>
    private static readonly TimeSpan MergeTolerance = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(5);

    /// <summary>The interval while the account has spare budget.</summary>
    private static readonly TimeSpan ShortInterval = TimeSpan.FromSeconds(2);

    /// <summary>The time until an absence is confirmed, while the account has spare budget.</summary>
    private static readonly TimeSpan ConfirmInterval = TimeSpan.FromSeconds(1);

    /// <summary>A machine is not read earlier after its create: no machine boots faster.</summary>
    private static readonly TimeSpan ShortestBoot = TimeSpan.FromSeconds(4);

    /// <summary>More updates than this are confirmed with a list.</summary>
    private const int MaxReadById = 20;

    /// <summary>The number of duplicates that one poll checks. The reads by id and the deletes then fit in the time for which tags are
    /// fresh, also if requests are repeated.</summary>
    private const int MaxDuplicatesPerRead = 10;

    private int _nextDuplicate;

    /// <summary>The number of duplicates that wait for their turn.</summary>
    private int _unreadDuplicates;
    private bool _wasSent;
    private bool _wasWithdrawn;
    private TimeSpan _sentAt = TimeSpan.MinValue;
    private TimeSpan _backedOff;
    private TimeSpan _gatheredAt;

    /// <summary>When the last read ended.</summary>
    public TimeSpan LastRead { get; private set; }

    /// <summary>How long the next read is delayed so that request budget accumulates. Zero if the budget permits a read and a write
    /// shortly after it.</summary>
    private TimeSpan BudgetBackoff { get; set; }

    /// <summary>Whether the last read failed or did not show the required tags. The next read is then not immediate.</summary>
    public bool WasInconclusive { get; set; }

    /// <summary>A read has ended, or failed.</summary>
    /// <returns>How long it was delayed so that request budget accumulates.</returns>
    public TimeSpan ReadEnded(TimeSpan at)
    {
        bool isUsed = _wasSent || _wasWithdrawn || hosts.Exists(h => h.Phase == HostPhase.Sending)
            || deletes.Exists(d => d.Phase == DeletePhase.Sending) || updates.Exists(u => u.Phase == UpdatePhase.Sending);
        if (!_wasWithdrawn && (_wasSent || !isUsed))
        {
            BudgetBackoff = BudgetBackoff <= 2 * timing.PollInterval ? TimeSpan.Zero : BudgetBackoff / 2;
        }

        // A wait for what a read did not show is not a wait for the budget.
        TimeSpan waited = WasInconclusive ? TimeSpan.Zero : _backedOff;
        _gatheredAt = _wasWithdrawn ? _gatheredAt : at + BudgetBackoff;
        (LastRead, _wasSent, _wasWithdrawn, _backedOff) = (at, false, false, TimeSpan.Zero);
        return waited;
    }

    public void WriteSent(TimeSpan at) => (_wasSent, _sentAt) = (true, at);

    /// <summary>A write was withdrawn, because the read that it relies on was too old before it could be sent.</summary>
    /// <param name="readAt">The time of that read; null if it is the last one.</param>
    /// <returns>Whether reads are delayed longer from now on: no write could be sent after that read.</returns>
    public bool WriteWithdrawn(TimeSpan? readAt)
    {
        bool isFirst = !_wasSent && !_wasWithdrawn && !(_sentAt >= readAt);
        _wasWithdrawn = true;
        if (isFirst)
        {
            TimeSpan longer = 2 * (BudgetBackoff > timing.PollInterval ? BudgetBackoff : timing.PollInterval);
            BudgetBackoff = longer < MaxBackoff ? longer : MaxBackoff;
            _gatheredAt = LastRead + BudgetBackoff;
        }

        return isFirst;
    }

    /// <summary>Whether a host still waits for the read before its create after this one, which began after the wait.</summary>
    public bool IsUnanswered(Observation observation) => observation.IsComplete && hosts.Exists(
        h => h.Phase == HostPhase.Vacated && observation.StartedAt >= h.UnclearSince + timing.SettleWindow);

    /// <summary>When the next read is due; null if none is.</summary>
    public TimeSpan? Next(EngineTime now)
    {
        TimeSpan? due = Soonest(now);
        bool isWriteDelayed = deletes.Exists(d => d.Phase is DeletePhase.Queued or DeletePhase.Retrying)
            || hosts.Exists(h => h.Phase == HostPhase.Vacated)
            || updates.Exists(u => u.Phase is UpdatePhase.Unread or UpdatePhase.Ready);
        _backedOff = isWriteDelayed && due < _gatheredAt ? _gatheredAt - due.Value : TimeSpan.Zero;
        return due + _backedOff;
    }

    /// <summary>How long the next read is still delayed; null if it is not.</summary>
    public TimeSpan? BackoffLeft(EngineTime now) => _gatheredAt > now.Elapsed ? _gatheredAt - now.Elapsed : null;

    private TimeSpan? Soonest(EngineTime now)
    {
        if (updates.Exists(u => u.Phase == UpdatePhase.Sending || UpdateTransitions.CanBeSent(u, now)))
        {
            return null; // A read follows the request.
        }

        if (updates.Exists(u => !u.IsSettled))
        {
            bool isDue = updates.Exists(u => u.MustRead || (u.Phase == UpdatePhase.Ready && !WasInconclusive));
            return isDue ? now.Elapsed : LastRead + Interval(now);
        }

        if (deletes.Exists(d => NeedsFreshTags(d, now)) || hosts.Exists(h => h.Phase == HostPhase.Vacated))
        {
            // What the last read did not show may still appear. That takes time, not requests.
            return WasInconclusive ? LastRead + Interval(now) : now.Elapsed;
        }

        if (_unreadDuplicates > 0 && !WasInconclusive)
        {
            return now.Elapsed;
        }

        TimeSpan? due = IsWaiting ? Later(LastRead + Interval(now), EarliestChange) : null;
        if (!settling.IsOver && !hosts.Exists(h => h.Phase is HostPhase.Sending or HostPhase.Queued))
        {
            TimeSpan final = LastRead < settling.Due!.Value ? settling.Due.Value : LastRead + Interval(now);
            due = due is null || final < due + MergeTolerance ? final : due;
        }

        return due;
    }

    public ObservationRequest Needs(EngineTime now)
    {
        UpdateOperation[] updating = [.. updates.Where(u => !u.IsSettled)];
        if (updating.Length > 0)
        {
            return NeedsOf(updating);
        }

        bool final = settling.IsReadDue(now);
        HostOperation[] unclear = [.. hosts.Where(h => h.Phase is HostPhase.Unclear or HostPhase.Vacated)];
        IEnumerable<ResourceId> hostIds = hosts
            .Where(h => h.Phase is HostPhase.Waiting or HostPhase.Terminating || (final && h.Phase == HostPhase.Ready))
            .Select(h => h.Machine!.Id);
        DeleteOperation[] open = [.. deletes.Where(d => !d.IsSettled && d.Phase is not (DeletePhase.Sending or DeletePhase.AfterCreates))];
        return new ObservationRequest
        {
            QueriedIds = hostIds.Concat(open.Select(d => d.Id)).ToHashSet(),
            ReadById = NextDuplicates(open, now).Concat(open.Where(d => d.MustBeRead).Select(d => d.Id)).ToHashSet(),
            Complete = final || unclear.Any(h => now.Elapsed >= h.UnclearSince + timing.SettleWindow),
            Absent = now.HasSpareBudget ? open.Count(d => d.AbsentReads > 0) : 0,
            Log = unclear.Length > 0,
            IsUrgent = unclear.Any(h => h.Phase == HostPhase.Vacated) || open.Any(d => NeedsFreshTags(d, now)),
            Hosts = [.. hosts.Where(h => !h.IsSettled || h.Phase == HostPhase.Ready).Select(h => h.Name)],
        };
    }

    /// <summary>The machines to read by id for the next duplicates, in turn: those that are checked and about to be deleted are
    /// omitted.</summary>
    private IEnumerable<ResourceId> NextDuplicates(DeleteOperation[] open, EngineTime now)
    {
        ResourceId[][] all =
        [
            .. open.Where(d => d.SurvivorId is not null && d.Phase != DeletePhase.Accepted && !DeleteTransitions.CanBeSent(d, now))
                .Select(d => new[] { d.SurvivorId!.Value, d.Id }),
            .. hosts.Where(h => h.SurvivorSought is not null).Select(h => h.Own.Keys.Prepend(h.SurvivorSought!.Id).ToArray()),
        ];
        int first = all.Length > MaxDuplicatesPerRead ? _nextDuplicate % all.Length : 0;
        _nextDuplicate = first + MaxDuplicatesPerRead;
        _unreadDuplicates = (_unreadDuplicates > 0 ? Math.Min(_unreadDuplicates, all.Length) : all.Length) - MaxDuplicatesPerRead;
        return all[first..].Concat(all[..first]).Take(MaxDuplicatesPerRead).SelectMany(ids => ids);
    }

    /// <summary>Updates are confirmed by id, unless there are many of them, or a machine becomes a host.</summary>
    private static ObservationRequest NeedsOf(UpdateOperation[] updating)
    {
        string[] adopted = [.. updating.Where(u => u.Next >= u.UnguardedSteps).Select(u => u.AdoptedHost).OfType<string>()];
        bool isMany = updating.Length > MaxReadById || (updating.Length > 1 && Array.TrueForAll(updating, u => u.IsReadInList));
        return new ObservationRequest
        {
            QueriedIds = isMany ? updating.Select(u => u.Id).ToHashSet() : new HashSet<ResourceId>(),
            ReadById = updating.Where(u => !isMany || u.MustReadById).Select(u => u.Id).ToHashSet(),
            Complete = isMany || adopted.Length > 0,
            OnlyById = !isMany && adopted.Length == 0,
            Log = false,
            IsUrgent = true,
            Hosts = adopted,
        };
    }

    /// <summary>Whether a delete waits only for a fresh read of its tags.</summary>
    public static bool NeedsFreshTags(DeleteOperation delete, EngineTime now) =>
        (delete.Phase == DeletePhase.Queued && !DeleteTransitions.IsFresh(delete, now))
        || (delete.Phase == DeletePhase.AfterSurvivor && delete.TagsReadAt is null);

    private TimeSpan Interval(EngineTime now)
    {
        TimeSpan interval = !now.HasSpareBudget ? timing.PollInterval
            : deletes.Exists(d => d is { IsSettled: false, AbsentReads: > 0 }) ? ConfirmInterval
            : ShortInterval;
        return Sooner(interval, timing.PollInterval);
    }

    private bool IsWaiting => hosts.Exists(h => h.Phase == HostPhase.Waiting) || WaitsForMoreThanBoots;

    private bool WaitsForMoreThanBoots =>
        hosts.Exists(h => h.Phase is HostPhase.Terminating or HostPhase.Vacated or HostPhase.Unclear || h.SurvivorSought is not null)
        || deletes.Exists(d => d.Phase is DeletePhase.Accepted or DeletePhase.Retrying or DeletePhase.AfterSurvivor);

    /// <summary>The earliest time at which a read can show what the run waits for; zero if that is not known.</summary>
    private TimeSpan EarliestChange =>
        WaitsForMoreThanBoots ? TimeSpan.Zero : hosts.Where(h => h.Phase == HostPhase.Waiting).Min(EarliestReady);

    private TimeSpan EarliestReady(HostOperation host) =>
        host is { IsCreatedHere: true, WasUnclear: false, Machine.State: MachineState.Starting }
            ? host.KnownSince + Sooner(ShortestBoot, timing.PollInterval)
            : TimeSpan.Zero;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one < other ? other : one;
}
