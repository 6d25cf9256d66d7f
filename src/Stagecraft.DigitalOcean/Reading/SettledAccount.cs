using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>Looks at an account until it has settled as far as the declared hosts are concerned.</summary>
internal sealed class SettledAccount(
    DigitalOceanClient client,
    AccountReader reader,
    Ownership ownership,
    TimeProvider time,
    TimeSpan settleWindow,
    TimeSpan pollInterval,
    IProgress<InfraEvent>? progress)
{
    /// <summary>More unexplained creates than this are not read one by one: a second look costs less.</summary>
    private const int MaxReadById = 20;

    /// <summary>A complete look in which no machine is left that has a name we need and whose tags may yet come (spec 3.5).</summary>
    public async Task<AccountSnapshot> LookAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        AccountSnapshot look = await ReadAsync(hosts, null, cancellationToken).ConfigureAwait(false);
        return await AwaitTagsAsync(look, l => OfNeededNames(l, hosts), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What must be known before the first create of a run: no young create of anybody is left unexplained (spec 7.3).</summary>
    /// <param name="look">A look that is fresh.</param>
    /// <param name="hosts">The declared hosts.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The look, completed, and the machines that are going.</returns>
    public async Task<(AccountSnapshot Look, IReadOnlySet<MachineId> Going)> BeforeCreatesAsync(
        AccountSnapshot look,
        IReadOnlyList<string> hosts,
        CancellationToken cancellationToken)
    {
        ActionLog log = LogFor(await ReadLogAsync(RequestPriority.Working, cancellationToken).ConfigureAwait(false), look.ServerTime);
        return Missing(look, hosts).Count == 0
            ? (look, log.Going)
            : (await ExplainAsync(look, log, hosts, l => OfNeededNames(l, hosts), cancellationToken).ConfigureAwait(false), log.Going);
    }

    /// <summary>What must be known before it is said what there is to clear: no young create is left unexplained, and no machine that is named
    /// like ours waits for its tags (spec 5.4).</summary>
    public async Task<AccountSnapshot> BeforeClearAsync(CancellationToken cancellationToken)
    {
        Task<Dated<IReadOnlyList<DropletAction>>?> log = ReadLogAsync(RequestPriority.Working, cancellationToken);
        Task<AccountSnapshot> reading = ReadAsync([], null, cancellationToken);
        await Task.WhenAll(log, reading).ConfigureAwait(false);
        AccountSnapshot look = await reading.ConfigureAwait(false);
        return await ExplainAsync(look, LogFor(await log.ConfigureAwait(false), look.ServerTime), [], Untagged, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccountSnapshot> ReadAsync(IReadOnlyList<string> hosts, AccountSnapshot? last, CancellationToken cancellationToken)
    {
        TimeSpan drift = ClockDrift.Of(time);
        AccountSnapshot look = await reader.LookAsync(hosts, RequestPriority.Working, last, cancellationToken).ConfigureAwait(false);
        return look with { Drift = drift };
    }

    /// <summary>The log of recent actions; null where the token may not read it.</summary>
    public async Task<Dated<IReadOnlyList<DropletAction>>?> ReadLogAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetActionsAsync(priority, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Failure.Code != ErrorCodes.Unauthorized)
        {
            // Not permitted, or not to be had now: the settle window does without it.
            return null;
        }
    }

    /// <summary>What the log tells beyond lists that were read at this time.</summary>
    public ActionLog LogFor(Dated<IReadOnlyList<DropletAction>>? log, DateTimeOffset? listed) => ActionLog.Of(log, listed, settleWindow);

    private async Task<AccountSnapshot> ExplainAsync(
        AccountSnapshot look,
        ActionLog log,
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
            progress?.Report(new SettleWait(settleWindow));
            await Pause.ForAsync(settleWindow, time, cancellationToken).ConfigureAwait(false);
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
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) <= settleWindow)
        {
            MachineId[] unsettled = [.. waitsForTags(look).Where(d => IsYoung(look, d)).Select(d => d.Id)];
            if (unsettled.Length == 0)
            {
                break;
            }

            TimeSpan left = settleWindow - time.GetElapsedTime(start);
            TimeSpan pause = left < pollInterval ? left + TimeSpan.FromSeconds(1) : pollInterval;
            await Pause.ForAsync(pause, time, cancellationToken).ConfigureAwait(false);
            (look, _) = await AddByIdAsync(look, unsettled, cancellationToken).ConfigureAwait(false);
        }

        return look;
    }

    /// <summary>Machines without our tags that have the name of a host that was not seen.</summary>
    private IEnumerable<Machine> OfNeededNames(AccountSnapshot look, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Take(ownership, look.Machines);
        return hosts.Where(h => !actual.Hosts.ContainsKey(h)).SelectMany(h => actual.ForeignByName[ownership.MachineName(h)]);
    }

    /// <summary>Machines named like those of the environment that carry no tags of an environment of that name.</summary>
    private IEnumerable<Machine> Untagged(AccountSnapshot look) =>
        look.Machines.Where(d =>
            !ownership.Owns(d) && !ownership.IsOfOtherProject(d) && d.Name.StartsWith(ownership.MachineName(""), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it was young when it was read: what was read of it then may be of the past.</summary>
    private bool IsYoung(AccountSnapshot look, Machine machine) =>
        look.ReadAt.GetValueOrDefault(machine.Id, look.ServerTime) is not { } then || then - machine.CreatedAt < settleWindow;

    private List<string> Missing(AccountSnapshot look, IReadOnlyList<string> hosts)
    {
        ActualState actual = Inventory.Take(ownership, look.Machines);
        return [.. hosts.Where(h => !actual.Hosts.ContainsKey(h))];
    }

    /// <summary>Reads machines one by one. Those that are gone leave the look, fresh ones stay, which may answer 404 for a while; tells
    /// whether all of them were there.</summary>
    private async Task<(AccountSnapshot Look, bool All)> AddByIdAsync(AccountSnapshot look, IEnumerable<MachineId> ids, CancellationToken cancellationToken)
    {
        Dictionary<MachineId, Task<Dated<Machine?>>> reads = ids
            .Distinct()
            .ToDictionary(id => id, id => client.GetDropletAsync(id, RequestPriority.Working, cancellationToken));
        await Task.WhenAll(reads.Values).ConfigureAwait(false);

        SortedDictionary<MachineId, Machine> machines = [];
        foreach (Machine machine in look.Machines)
        {
            machines[machine.Id] = machine;
        }

        bool all = true;
        Dictionary<MachineId, DateTimeOffset?> readAt = new(look.ReadAt);
        foreach ((MachineId id, Task<Dated<Machine?>> read) in reads)
        {
            Dated<Machine?> answer = await read.ConfigureAwait(false);
            readAt[id] = answer.ServerTime;
            if (answer.Value is { } machine)
            {
                machines[id] = machine;
            }
            else
            {
                all = false;
                if (machines.TryGetValue(id, out Machine? listed) && answer.ServerTime - listed.CreatedAt >= settleWindow)
                {
                    machines.Remove(id);
                }
            }
        }

        return (look with { Machines = TagPermission.Demand([.. machines.Values]), ReadAt = readAt }, all);
    }
}
