using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>When a run looks, and what for. No effects.</summary>
internal sealed class PollSchedule(
    List<HostOperation> hosts,
    List<DeleteOperation> deletes,
    List<UpdateOperation> updates,
    Settling settling,
    EngineTimeouts timing)
{
    /// <summary>A tick so shortly before the last look waits for it: one look serves for both.</summary>
    private static readonly TimeSpan Almost = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxGathering = TimeSpan.FromMinutes(5);

    private const int MaxReadById = 20;

    private bool _wasSent;
    private bool _wasWithdrawn;

    /// <summary>When the last look ended.</summary>
    public TimeSpan LastRead { get; private set; }

    /// <summary>How long the next look waits so that the budget gathers: zero where a look and a delete pass soon enough after each other.</summary>
    public TimeSpan BudgetBackoff { get; private set; }

    /// <summary>Whether the last look failed, or did not bring the tags that a delete waits for: then the next one is not at once.</summary>
    public bool WasInconclusive { get; set; }

    /// <summary>A look has ended, or failed.</summary>
    public void ReadEnded(TimeSpan at)
    {
        if (_wasSent && !_wasWithdrawn)
        {
            BudgetBackoff = BudgetBackoff <= 2 * timing.PollInterval ? TimeSpan.Zero : BudgetBackoff / 2;
        }

        LastRead = at;
        _wasSent = _wasWithdrawn = false;
    }

    /// <summary>A delete was sent.</summary>
    public void DeleteSent() => _wasSent = true;

    /// <summary>A delete was withdrawn, because its tags had become old before it could go.</summary>
    /// <returns>Whether the next look waits longer from now on: none of the deletes that the last one permitted could be sent.</returns>
    public bool DeleteWithdrawn()
    {
        bool isFirst = !_wasSent && !_wasWithdrawn;
        _wasWithdrawn = true;
        if (isFirst)
        {
            TimeSpan longer = 2 * (BudgetBackoff > timing.PollInterval ? BudgetBackoff : timing.PollInterval);
            BudgetBackoff = longer < MaxGathering ? longer : MaxGathering;
        }

        return isFirst;
    }

    /// <summary>When the next look is due; null where there is nothing to look for.</summary>
    public TimeSpan? Next(EngineTime now)
    {
        TimeSpan? due = Soonest(now);
        bool gathers = BudgetBackoff > TimeSpan.Zero && deletes.Exists(d => d.Phase is DeletePhase.Queued or DeletePhase.Again);
        return gathers && due < LastRead + BudgetBackoff ? LastRead + BudgetBackoff : due;
    }

    /// <summary>For how long the budget is yet to gather; null where the time is over.</summary>
    public TimeSpan? BackoffLeft(EngineTime now) => LastRead + BudgetBackoff > now.Elapsed ? LastRead + BudgetBackoff - now.Elapsed : null;

    private TimeSpan? Soonest(EngineTime now)
    {
        if (updates.Exists(u => u.Phase == UpdatePhase.Sending || UpdateTransitions.CanBeSent(u, now)))
        {
            return null; // The read follows the request.
        }

        if (updates.Exists(u => !u.IsSettled))
        {
            bool isDue = updates.Exists(u => u.MustRead || (u.Phase == UpdatePhase.Ready && !WasInconclusive));
            return isDue ? now.Elapsed : LastRead + timing.PollInterval;
        }

        if (deletes.Exists(d => NeedsFreshTags(d, now)))
        {
            // Tags that the last look did not bring may yet come: that takes time, not requests.
            return WasInconclusive ? LastRead + timing.PollInterval : now.Elapsed;
        }

        TimeSpan? due = IsWaiting ? LastRead + timing.PollInterval : null;
        if (!settling.IsOver && !hosts.Exists(h => h.Phase is HostPhase.Sending or HostPhase.Queued))
        {
            TimeSpan final = LastRead < settling.Due!.Value ? settling.Due.Value : LastRead + timing.PollInterval;
            due = due is null || final < due + Almost ? final : due;
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
            .Where(h => h.Phase is HostPhase.Waiting or HostPhase.Going || (final && h.Phase == HostPhase.Ready))
            .Select(h => h.Machine!.Id);
        DeleteOperation[] open = [.. deletes.Where(d => !d.IsSettled && d.Phase is not (DeletePhase.Sending or DeletePhase.AfterCreates))];
        DeleteOperation[] surplus = [.. open.Where(d => d.SurvivorId is not null && d.Phase != DeletePhase.Accepted)];
        IEnumerable<MachineId> sought = hosts.Where(h => h.SurvivorSought is not null).SelectMany(h => h.Own.Keys.Prepend(h.SurvivorSought!.Id));
        return new ObservationRequest
        {
            Ask = hostIds.Concat(open.Select(d => d.Id)).ToHashSet(),
            ReadById = surplus.Select(d => d.SurvivorId!.Value).Concat(surplus.Select(d => d.Id)).Concat(sought)
                .Concat(open.Where(d => d.MustBeRead).Select(d => d.Id))
                .ToHashSet(),
            Complete = final || unclear.Any(h => now.Elapsed >= h.UnclearSince + timing.SettleWindow),
            Log = unclear.Length > 0,
            Urgent = open.Any(d => NeedsFreshTags(d, now)),
            Hosts = [.. hosts.Where(h => !h.IsSettled || h.Phase == HostPhase.Ready).Select(h => h.Name)],
        };
    }

    /// <summary>A list is read only if that costs less, or if it decides.</summary>
    private static ObservationRequest NeedsOf(UpdateOperation[] updating)
    {
        string[] adopted = [.. updating.Where(u => u.Next >= u.UnguardedSteps).Select(u => u.AdoptedHost).OfType<string>()];
        bool isMany = updating.Length > MaxReadById;
        return new ObservationRequest
        {
            Ask = isMany ? updating.Select(u => u.Id).ToHashSet() : new HashSet<MachineId>(),
            ReadById = updating.Where(u => !isMany || u.MustReadById).Select(u => u.Id).ToHashSet(),
            Complete = isMany || adopted.Length > 0,
            OnlyById = !isMany && adopted.Length == 0,
            Log = false,
            Urgent = true,
            Hosts = adopted,
        };
    }

    /// <summary>Whether a delete waits for nothing but a fresh look at its tags.</summary>
    public static bool NeedsFreshTags(DeleteOperation work, EngineTime now) =>
        (work.Phase == DeletePhase.Queued && !DeleteTransitions.IsFresh(work, now)) || (work.Phase == DeletePhase.AfterSurvivor && work.TagsReadAt is null);

    private bool IsWaiting =>
        hosts.Exists(h => h.Phase is HostPhase.Waiting or HostPhase.Going or HostPhase.Vacated or HostPhase.Unclear || h.SurvivorSought is not null)
        || deletes.Exists(d => d.Phase is DeletePhase.Accepted or DeletePhase.Again or DeletePhase.AfterSurvivor);
}
