using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads an account until its state is settled as far as the declared hosts are concerned.</summary>
internal sealed class SettledReader(AccountSession session)
{
    /// <summary>The largest number of unlisted creates worth reading by id: above it, a second read of the lists costs less.</summary>
    public const int MaxReadById = 20;

    /// <summary>A complete snapshot, in which no machine with the name of a missing host may still receive its tags (spec 3.5).</summary>
    public async Task<AccountSnapshot> ReadAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        AccountSnapshot snapshot = await ReadAsync(hosts, null, cancellationToken).ConfigureAwait(false);
        return await AwaitTagsAsync(snapshot, s => WithNamesOfMissing(s, hosts), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes a fresh snapshot before the first create of a run: the machine of every recent create is known (spec 7.3), and so
    /// are the machines that are being deleted.</summary>
    public async Task<AccountSnapshot> BeforeCreatesAsync(
        AccountSnapshot snapshot, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        if (session.Account.Facts.RepeatedCreate != RepeatedCreate.MayDuplicate)
        {
            return snapshot;
        }

        CreationEvidence? evidence = await session.ReadEvidenceAsync(RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        CreationLog log = CreationLog.Of(evidence, snapshot.ServerTime, Window);
        if (Missing(Inventory.Classify(session.Ownership, snapshot.Machines), hosts).Any())
        {
            snapshot = await ExplainAsync(snapshot, log, hosts, s => WithNamesOfMissing(s, hosts), cancellationToken).ConfigureAwait(false);
        }

        return snapshot with { Terminating = log.Deletes };
    }

    /// <summary>The state before a plan that deletes an environment: the machine of every recent create is known, and no machine with a
    /// name of the environment may still receive its tags (spec 5.4).</summary>
    public async Task<AccountSnapshot> BeforeDownAsync(CancellationToken cancellationToken)
    {
        Task<CreationEvidence?> evidence = session.ReadEvidenceAsync(RequestPriority.Working, cancellationToken);
        Task<AccountSnapshot> reading = ReadAsync([], null, cancellationToken);
        await Task.WhenAll(evidence, reading).ConfigureAwait(false);
        AccountSnapshot snapshot = await reading.ConfigureAwait(false);
        CreationLog log = CreationLog.Of(await evidence.ConfigureAwait(false), snapshot.ServerTime, Window);
        return await ExplainAsync(snapshot, log, [], Untagged, cancellationToken).ConfigureAwait(false);
    }

    private TimeSpan Window => session.Timeouts.SettleWindow;

    private Task<AccountSnapshot> ReadAsync(IReadOnlyList<string> hosts, AccountSnapshot? last, CancellationToken cancellationToken) =>
        session.ReadAsync(hosts, RequestPriority.Working, last, cancellationToken);

    private async Task<AccountSnapshot> ExplainAsync(
        AccountSnapshot snapshot,
        CreationLog log,
        IReadOnlyList<string> hosts,
        Func<AccountSnapshot, IEnumerable<Machine>> waitsForTags,
        CancellationToken cancellationToken)
    {
        (snapshot, bool isExplained) = await AddUnlistedAsync(snapshot, log, cancellationToken).ConfigureAwait(false);
        if (!isExplained || OtherRunMayBeCreating(snapshot, hosts))
        {
            session.Progress.Report(new SettleWait(Window));
            await Pause.ForAsync(Window, session.Time, cancellationToken).ConfigureAwait(false);
            snapshot = await ReadAsync(hosts, snapshot, cancellationToken).ConfigureAwait(false);
            if (log.IsReliable)
            {
                CreationEvidence? later = await session.ReadEvidenceAsync(RequestPriority.Working, cancellationToken).ConfigureAwait(false);
                CreationLog laterLog = CreationLog.Of(later, snapshot.ServerTime, Window);
                (snapshot, _) = await AddUnlistedAsync(snapshot, laterLog, cancellationToken).ConfigureAwait(false);
            }
        }

        return await AwaitTagsAsync(snapshot, waitsForTags, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the machines of recent creates that the lists do not show. <c>IsExplained</c>: the log is reliable, and the machine of
    /// each create was read.</summary>
    private async Task<(AccountSnapshot Snapshot, bool IsExplained)> AddUnlistedAsync(
        AccountSnapshot snapshot, CreationLog log, CancellationToken cancellationToken)
    {
        HashSet<ResourceId> unlisted = [.. log.Creates.Except(snapshot.Machines.Select(m => m.Id))];
        bool isExplained = log.IsReliable && unlisted.Count <= MaxReadById;
        return isExplained && unlisted.Count > 0
            ? await AddByIdAsync(snapshot, unlisted, cancellationToken).ConfigureAwait(false)
            : (snapshot, isExplained);
    }

    /// <summary>Whether a host is missing while another machine of the environment, or one that may still receive its tags, is younger than
    /// the window. A run that ends normally leaves no such machine: another run is active, or was killed before its last creates were
    /// executed.</summary>
    private bool OtherRunMayBeCreating(AccountSnapshot snapshot, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Classify(session.Ownership, snapshot.Machines);
        return Missing(actual, hosts).Any(h => !actual.UnownedByName.Contains(session.Ownership.MachineName(h)))
            && snapshot.Machines.Where(session.Ownership.Owns).Concat(WithNamesOfMissing(snapshot, hosts)).Any(m => IsYoung(snapshot, m));
    }

    /// <summary>Reads the selected machines again while they are young, until they have their tags or the settle window is over.</summary>
    private async Task<AccountSnapshot> AwaitTagsAsync(
        AccountSnapshot snapshot, Func<AccountSnapshot, IEnumerable<Machine>> waitsForTags, CancellationToken cancellationToken)
    {
        long start = session.Time.GetTimestamp();
        while (!session.Account.Facts.TagsAreAtomic && session.Time.GetElapsedTime(start) <= Window)
        {
            ResourceId[] unsettled = [.. waitsForTags(snapshot).Where(m => IsYoung(snapshot, m)).Select(m => m.Id)];
            if (unsettled.Length == 0)
            {
                break;
            }

            TimeSpan left = Window - session.Time.GetElapsedTime(start);
            TimeSpan pause = left < session.Timeouts.PollInterval ? left + TimeSpan.FromSeconds(1) : session.Timeouts.PollInterval;
            await Pause.ForAsync(pause, session.Time, cancellationToken).ConfigureAwait(false);
            (snapshot, _) = await AddByIdAsync(snapshot, unsettled, cancellationToken).ConfigureAwait(false);
        }

        return snapshot;
    }

    /// <summary>Unmanaged machines with a name of a missing host.</summary>
    private IEnumerable<Machine> WithNamesOfMissing(AccountSnapshot snapshot, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Classify(session.Ownership, snapshot.Machines);
        return Missing(actual, hosts).SelectMany(session.Ownership.MachineNames).SelectMany(n => actual.UnownedByName[n]);
    }

    /// <summary>Machines with a name of the environment and without tags of an environment of that name.</summary>
    private IEnumerable<Machine> Untagged(AccountSnapshot snapshot) =>
        snapshot.Machines.Where(m =>
            !session.Ownership.Owns(m)
            && !session.Ownership.IsOfOtherProject(m)
            && session.Ownership.IsNameOfEnvironment(m.Name));

    /// <summary>Whether the machine was younger than the settle window when it was read: its tags may still be incomplete then.</summary>
    private bool IsYoung(AccountSnapshot snapshot, Machine machine) =>
        snapshot.ReadAt.GetValueOrDefault(machine.Id, snapshot.ServerTime) is not { } readAt || readAt - machine.CreatedAt < Window;

    private static IEnumerable<string> Missing(ActualState actual, IReadOnlyList<string> hosts) =>
        hosts.Where(h => !actual.Hosts.ContainsKey(h));

    /// <summary>Reads machines by id. A machine that was not found is removed from the snapshot, except a young one: the cloud may not find
    /// it yet. <c>All</c>: every machine was found.</summary>
    private async Task<(AccountSnapshot Snapshot, bool All)> AddByIdAsync(
        AccountSnapshot snapshot, IEnumerable<ResourceId> ids, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ResourceId, Dated<Machine?>> reads =
            await session.ReadMachinesAsync(ids, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        SortedDictionary<ResourceId, Machine> machines = new(snapshot.Machines.ToDictionary(m => m.Id));
        bool all = true;
        Dictionary<ResourceId, DateTimeOffset?> readAt = new(snapshot.ReadAt);
        foreach ((ResourceId id, Dated<Machine?> read) in reads)
        {
            readAt[id] = read.ServerTime;
            if (read.Value is { } machine)
            {
                machines[id] = machine;
            }
            else
            {
                all = false;
                if (machines.TryGetValue(id, out Machine? listed) && read.ServerTime - listed.CreatedAt >= Window)
                {
                    machines.Remove(id);
                }
            }
        }

        return (snapshot with { Machines = [.. machines.Values], ReadAt = readAt }, all);
    }
}
