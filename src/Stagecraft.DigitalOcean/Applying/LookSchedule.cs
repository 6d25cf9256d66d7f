namespace Stagecraft.DigitalOcean.Applying;

/// <summary>When a run looks, and what for. No effects.</summary>
internal sealed class LookSchedule(List<HostWork> hosts, List<DeleteWork> deletes, Settling settling, EngineTiming timing)
{
    /// <summary>A tick so shortly before the last look waits for it: one look serves for both.</summary>
    private static readonly TimeSpan Almost = TimeSpan.FromSeconds(1);

    /// <summary>When the last look ended.</summary>
    public TimeSpan LastLook { get; set; }

    /// <summary>Whether the last look failed, or did not bring the tags that a delete waits for: then the next one is not at once.</summary>
    public bool WasInVain { get; set; }

    /// <summary>When the next look is due; null where there is nothing to look for.</summary>
    public TimeSpan? Next(EngineTime now)
    {
        if (deletes.Exists(d => NeedsFreshTags(d, now)))
        {
            // Tags that the last look did not bring may yet come: that takes time, not requests.
            return WasInVain ? LastLook + timing.PollInterval : now.Elapsed;
        }

        TimeSpan? due = IsWaiting ? LastLook + timing.PollInterval : null;
        if (!settling.IsOver && !hosts.Exists(h => h.Phase is HostPhase.Sending or HostPhase.Queued))
        {
            TimeSpan final = LastLook < settling.Due!.Value ? settling.Due.Value : LastLook + timing.PollInterval;
            due = due is null || final < due + Almost ? final : due;
        }

        return due;
    }

    public LookNeeds Needs(EngineTime now)
    {
        bool final = settling.IsLookDue(now);
        HostWork[] unclear = [.. hosts.Where(h => h.Phase is HostPhase.Unclear or HostPhase.Vacated)];
        IEnumerable<long> hostIds = hosts
            .Where(h => h.Phase is HostPhase.Waiting or HostPhase.Going || (final && h.Phase == HostPhase.Ready))
            .Select(h => h.Droplet!.Id);
        DeleteWork[] open = [.. deletes.Where(d => !d.IsSettled && d.Phase is not (DeletePhase.Sending or DeletePhase.AfterCreates))];
        DeleteWork[] surplus = [.. open.Where(d => d.SurvivorId is not null && d.Phase != DeletePhase.Accepted)];
        IEnumerable<long> sought = hosts.Where(h => h.SurvivorSought is not null).SelectMany(h => h.Own.Keys.Prepend(h.SurvivorSought!.Id));
        return new LookNeeds
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

    /// <summary>Whether a delete waits for nothing but a fresh look at its tags.</summary>
    public static bool NeedsFreshTags(DeleteWork work, EngineTime now) =>
        (work.Phase == DeletePhase.Queued && !DeleteSteps.IsFresh(work, now)) || (work.Phase == DeletePhase.AfterSurvivor && work.TagsReadAt is null);

    private bool IsWaiting =>
        hosts.Exists(h => h.Phase is HostPhase.Waiting or HostPhase.Going or HostPhase.Vacated or HostPhase.Unclear || h.SurvivorSought is not null)
        || deletes.Exists(d => d.Phase is DeletePhase.Accepted or DeletePhase.Again or DeletePhase.AfterSurvivor);
}
