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

    /// <summary>More updates than this are confirmed with a list.</summary>
    private const int MaxReadById = 20;

    private bool _wasSent;
    private bool _wasWithdrawn;

    /// <summary>When the last read ended.</summary>
    public TimeSpan LastRead { get; private set; }

    /// <summary>How long the next read is delayed so that request budget accumulates. Zero if the budget permits a read and a delete
    /// shortly after it.</summary>
    public TimeSpan BudgetBackoff { get; private set; }

    /// <summary>Whether the last read failed or did not show the required tags. The next read is then not immediate.</summary>
    public bool WasInconclusive { get; set; }

    /// <summary>A read has ended, or failed.</summary>
    public void ReadEnded(TimeSpan at)
    {
        if (_wasSent && !_wasWithdrawn)
        {
            BudgetBackoff = BudgetBackoff <= 2 * timing.PollInterval ? TimeSpan.Zero : BudgetBackoff / 2;
        }

        LastRead = at;
        _wasSent = _wasWithdrawn = false;
    }

    public void DeleteSent() => _wasSent = true;

    /// <summary>A delete was withdrawn, because its tags were out of date before it could be sent.</summary>
    /// <returns>Whether reads are delayed longer from now on: no delete could be sent after the last read.</returns>
    public bool DeleteWithdrawn()
    {
        bool isFirst = !_wasSent && !_wasWithdrawn;
        _wasWithdrawn = true;
        if (isFirst)
        {
            TimeSpan longer = 2 * (BudgetBackoff > timing.PollInterval ? BudgetBackoff : timing.PollInterval);
            BudgetBackoff = longer < MaxBackoff ? longer : MaxBackoff;
        }

        return isFirst;
    }

    /// <summary>When the next read is due; null if none is.</summary>
    public TimeSpan? Next(EngineTime now)
    {
        TimeSpan? due = Soonest(now);
        bool isBackingOff = BudgetBackoff > TimeSpan.Zero && deletes.Exists(d => d.Phase is DeletePhase.Queued or DeletePhase.Retrying);
        return isBackingOff && due < LastRead + BudgetBackoff ? LastRead + BudgetBackoff : due;
    }

    /// <summary>How long the next read is still delayed; null if it is not.</summary>
    public TimeSpan? BackoffLeft(EngineTime now) => LastRead + BudgetBackoff > now.Elapsed ? LastRead + BudgetBackoff - now.Elapsed : null;

    private TimeSpan? Soonest(EngineTime now)
    {
        if (updates.Exists(u => u.Phase == UpdatePhase.Sending || UpdateTransitions.CanBeSent(u, now)))
        {
            return null; // A read follows the request.
        }

        if (updates.Exists(u => !u.IsSettled))
        {
            bool isDue = updates.Exists(u => u.MustRead || (u.Phase == UpdatePhase.Ready && !WasInconclusive));
            return isDue ? now.Elapsed : LastRead + timing.PollInterval;
        }

        if (deletes.Exists(d => NeedsFreshTags(d, now)))
        {
            // Tags that the last read did not show may still appear. That takes time, not requests.
            return WasInconclusive ? LastRead + timing.PollInterval : now.Elapsed;
        }

        TimeSpan? due = IsWaiting ? LastRead + timing.PollInterval : null;
        if (!settling.IsOver && !hosts.Exists(h => h.Phase is HostPhase.Sending or HostPhase.Queued))
        {
            TimeSpan final = LastRead < settling.Due!.Value ? settling.Due.Value : LastRead + timing.PollInterval;
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
        IEnumerable<MachineId> hostIds = hosts
            .Where(h => h.Phase is HostPhase.Waiting or HostPhase.Terminating || (final && h.Phase == HostPhase.Ready))
            .Select(h => h.Machine!.Id);
        DeleteOperation[] open = [.. deletes.Where(d => !d.IsSettled && d.Phase is not (DeletePhase.Sending or DeletePhase.AfterCreates))];
        DeleteOperation[] duplicates = [.. open.Where(d => d.SurvivorId is not null && d.Phase != DeletePhase.Accepted)];
        IEnumerable<MachineId> sought = hosts
            .Where(h => h.SurvivorSought is not null)
            .SelectMany(h => h.Own.Keys.Prepend(h.SurvivorSought!.Id));
        return new ObservationRequest
        {
            QueriedIds = hostIds.Concat(open.Select(d => d.Id)).ToHashSet(),
            ReadById = duplicates.Select(d => d.SurvivorId!.Value).Concat(duplicates.Select(d => d.Id)).Concat(sought)
                .Concat(open.Where(d => d.MustBeRead).Select(d => d.Id))
                .ToHashSet(),
            Complete = final || unclear.Any(h => now.Elapsed >= h.UnclearSince + timing.SettleWindow),
            Log = unclear.Length > 0,
            IsUrgent = open.Any(d => NeedsFreshTags(d, now)),
            Hosts = [.. hosts.Where(h => !h.IsSettled || h.Phase == HostPhase.Ready).Select(h => h.Name)],
        };
    }

    /// <summary>Updates are confirmed by id, unless there are many of them, or a machine becomes a host.</summary>
    private static ObservationRequest NeedsOf(UpdateOperation[] updating)
    {
        string[] adopted = [.. updating.Where(u => u.Next >= u.UnguardedSteps).Select(u => u.AdoptedHost).OfType<string>()];
        bool isMany = updating.Length > MaxReadById;
        return new ObservationRequest
        {
            QueriedIds = isMany ? updating.Select(u => u.Id).ToHashSet() : new HashSet<MachineId>(),
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

    private bool IsWaiting =>
        hosts.Exists(h => h.Phase is HostPhase.Waiting or HostPhase.Terminating or HostPhase.Vacated or HostPhase.Unclear)
        || hosts.Exists(h => h.SurvivorSought is not null)
        || deletes.Exists(d => d.Phase is DeletePhase.Accepted or DeletePhase.Retrying or DeletePhase.AfterSurvivor);
}
