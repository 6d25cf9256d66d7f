using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads an account until its state is settled as far as the declared hosts are concerned.</summary>
internal sealed class SettledReader(AccountSession session)
{
    /// <summary>More unexplained creates than this are not read one by one: a second look costs less.</summary>
    private const int MaxReadById = 20;

    /// <summary>A complete look in which no machine is left that has a name we need and whose tags may yet come (spec 3.5).</summary>
    public async Task<AccountSnapshot> ReadAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        AccountSnapshot look = await ReadAsync(hosts, null, cancellationToken).ConfigureAwait(false);
        return await AwaitTagsAsync(look, l => OfNeededNames(l, hosts), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What must be known before the first create of a run: no young create of anybody is left unexplained (spec 7.3).</summary>
    /// <param name="look">A look that is fresh.</param>
    /// <param name="hosts">The declared hosts.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The look, completed, and the machines that are going.</returns>
    public async Task<RunStart> BeforeCreatesAsync(
        AccountSnapshot look,
        IReadOnlyList<string> hosts,
        CancellationToken cancellationToken)
    {
        if (session.Account.Facts.RepeatedCreate != RepeatedCreate.MayDuplicate)
        {
            return new(look, new HashSet<MachineId>());
        }

        CreationLog log = LogFor(await session.ReadEvidenceAsync(RequestPriority.Working, cancellationToken).ConfigureAwait(false), look.ServerTime);
        return Missing(look, hosts).Count == 0
            ? new(look, log.Deletes)
            : new(await ExplainAsync(look, log, hosts, l => OfNeededNames(l, hosts), cancellationToken).ConfigureAwait(false), log.Deletes);
    }

    /// <summary>What must be known before it is said what there is to clear: no young create is left unexplained, and no machine that is named
    /// like ours waits for its tags (spec 5.4).</summary>
    public async Task<AccountSnapshot> BeforeDownAsync(CancellationToken cancellationToken)
    {
        Task<CreationEvidence?> log = session.ReadEvidenceAsync(RequestPriority.Working, cancellationToken);
        Task<AccountSnapshot> reading = ReadAsync([], null, cancellationToken);
        await Task.WhenAll(log, reading).ConfigureAwait(false);
        AccountSnapshot look = await reading.ConfigureAwait(false);
        return await ExplainAsync(look, LogFor(await log.ConfigureAwait(false), look.ServerTime), [], Untagged, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the log adds to lists that were read at this time.</summary>
    private CreationLog LogFor(CreationEvidence? evidence, DateTimeOffset? listed) => CreationLog.Of(evidence, listed, Window);

    private TimeSpan Window => session.Timeouts.SettleWindow;

    private Task<AccountSnapshot> ReadAsync(IReadOnlyList<string> hosts, AccountSnapshot? last, CancellationToken cancellationToken) =>
        session.ReadAsync(hosts, RequestPriority.Working, last, cancellationToken);

    private async Task<AccountSnapshot> ExplainAsync(
        AccountSnapshot look,
        CreationLog log,
        IReadOnlyList<string> hosts,
        Func<AccountSnapshot, IEnumerable<Machine>> waitsForTags,
        CancellationToken cancellationToken)
    {
        HashSet<MachineId> unseen = [.. log.Creates.Except(look.Machines.Select(d => d.Id))];
        bool explained = log.IsReliable && unseen.Count <= MaxReadById;
        if (explained && unseen.Count > 0)
        {
            (look, explained) = await AddByIdAsync(look, unseen, cancellationToken).ConfigureAwait(false);
        }

        if (!explained)
        {
            session.Progress.Report(new SettleWait(Window));
            await Pause.ForAsync(Window, session.Time, cancellationToken).ConfigureAwait(false);
            look = await ReadAsync(hosts, look, cancellationToken).ConfigureAwait(false);
        }

        return await AwaitTagsAsync(look, waitsForTags, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="look">What was seen.</param>
    /// <param name="waitsForTags">Those of it whose tags may yet come and matter.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<AccountSnapshot> AwaitTagsAsync(
        AccountSnapshot look,
        Func<AccountSnapshot, IEnumerable<Machine>> waitsForTags,
        CancellationToken cancellationToken)
    {
        long start = session.Time.GetTimestamp();
        while (!session.Account.Facts.TagsAreAtomic && session.Time.GetElapsedTime(start) <= Window)
        {
            MachineId[] unsettled = [.. waitsForTags(look).Where(d => IsYoung(look, d)).Select(d => d.Id)];
            if (unsettled.Length == 0)
            {
                break;
            }

            TimeSpan left = Window - session.Time.GetElapsedTime(start);
            TimeSpan pause = left < session.Timeouts.PollInterval ? left + TimeSpan.FromSeconds(1) : session.Timeouts.PollInterval;
            await Pause.ForAsync(pause, session.Time, cancellationToken).ConfigureAwait(false);
            (look, _) = await AddByIdAsync(look, unsettled, cancellationToken).ConfigureAwait(false);
        }

        return look;
    }

    /// <summary>Machines without our tags that have the name of a host that was not seen.</summary>
    private IEnumerable<Machine> OfNeededNames(AccountSnapshot look, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Classify(session.Ownership, look.Machines);
        return hosts.Where(h => !actual.Hosts.ContainsKey(h)).SelectMany(h => actual.UnownedByName[session.Ownership.MachineName(h)]);
    }

    /// <summary>Machines named like those of the environment that carry no tags of an environment of that name.</summary>
    private IEnumerable<Machine> Untagged(AccountSnapshot look) =>
        look.Machines.Where(d =>
            !session.Ownership.Owns(d) && !session.Ownership.IsOfOtherProject(d) && d.Name.StartsWith(session.Ownership.MachineName(""), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it was young when it was read: what was read of it then may be of the past.</summary>
    private bool IsYoung(AccountSnapshot look, Machine machine) =>
        look.ReadAt.GetValueOrDefault(machine.Id, look.ServerTime) is not { } then || then - machine.CreatedAt < Window;

    private List<string> Missing(AccountSnapshot look, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Classify(session.Ownership, look.Machines);
        return [.. hosts.Where(h => !actual.Hosts.ContainsKey(h))];
    }

    /// <summary>Reads machines one by one. Those that are gone leave the look, fresh ones stay, which may answer 404 for a while; tells
    /// whether all of them were there.</summary>
    private async Task<(AccountSnapshot Look, bool All)> AddByIdAsync(AccountSnapshot look, IEnumerable<MachineId> ids, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<MachineId, Dated<Machine?>> reads =
            await session.ReadMachinesAsync(ids, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        SortedDictionary<MachineId, Machine> machines = [];
        foreach (Machine machine in look.Machines)
        {
            machines[machine.Id] = machine;
        }

        bool all = true;
        Dictionary<MachineId, DateTimeOffset?> readAt = new(look.ReadAt);
        foreach ((MachineId id, Dated<Machine?> read) in reads)
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

        return (look with { Machines = [.. machines.Values], ReadAt = readAt }, all);
    }
}
