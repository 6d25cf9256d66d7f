using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>The reads during a run: one list per polling interval, and more only to prove something.</summary>
internal sealed class RunObserver(AccountSession session, RunClock clock)
{
    private const int MaxReadById = 20;

    private AccountSnapshot? _last;

    /// <summary>The look before the run: how large the account is, and how it spells our tag.</summary>
    public void Begin(AccountSnapshot look) => _last = look;

    public async Task<Observation> ReadAsync(ObservationRequest needs, CancellationToken cancellationToken)
    {
        TimeSpan drift = clock.Now.Drift;
        RequestPriority priority = needs.Urgent ? RequestPriority.Working : RequestPriority.Polling;
        Task<CreationEvidence?>? log = needs.Log ? session.ReadEvidenceAsync(priority, cancellationToken) : null;
        Found found = needs.OnlyById ? new([], IsComplete: false, IsWhole: false, clock.Timestamp, ServerTime: null)
            : needs.Complete ? await CompleteAsync(needs, priority, cancellationToken).ConfigureAwait(false)
            : await ListAsync(priority, cancellationToken).ConfigureAwait(false);

        MachineId[] absent = [.. needs.Ask.Where(id => !found.Machines.ContainsKey(id)).Order()];
        if (absent.Length > 0 && !found.IsComplete && absent.Length > CostOfCompleteRead)
        {
            Found more = await CompleteAsync(needs, priority, cancellationToken).ConfigureAwait(false);
            found.Machines.Clear();
            foreach ((MachineId id, Machine machine) in more.Machines)
            {
                found.Machines[id] = machine;
            }

            found = found with { IsComplete = true, IsWhole = more.IsWhole };
            absent = [.. needs.Ask.Where(id => !found.Machines.ContainsKey(id)).Order()];
        }

        CreationLog? read = log is null ? null : CreationLog.Of(await log.ConfigureAwait(false), found.ServerTime, session.Timeouts.SettleWindow);
        MachineId[] unexplained = read is null ? [] : [.. read.Creates.Where(id => !found.Machines.ContainsKey(id)).Order()];
        bool tooMany = absent.Length > CostOfCompleteRead || unexplained.Length > MaxReadById;
        IEnumerable<MachineId> one = needs.ReadById
            .Concat(absent.Length > CostOfCompleteRead ? [] : absent)
            .Concat(unexplained.Length > MaxReadById ? [] : unexplained);
        (HashSet<MachineId> there, HashSet<MachineId> notFound) = await ReadByIdAsync(found, one, priority, cancellationToken).ConfigureAwait(false);

        return new Observation
        {
            StartedAt = clock.At(found.SentAt),
            Drift = drift,
            Machines = found.Machines,
            Actual = Inventory.Classify(session.Ownership, TagPermission.Require([.. found.Machines.Values], session.Terms)),
            Asked = needs.Ask,
            ReadById = there,
            NotFound = notFound,
            IsComplete = found.IsComplete,
            IsWhole = found.IsWhole,
            LogIsClear = read is { IsReliable: true } && !tooMany && !unexplained.Any(notFound.Contains),
            ServerTime = found.ServerTime,
        };
    }

    /// <summary>The cost of a complete read in requests, and with it the largest number of machines worth reading one by one.</summary>
    private int CostOfCompleteRead => Math.Max(2, _last?.ReadCost ?? 0);

    private async Task<Found> ListAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        Of(await session.PollAsync(priority, _last!, cancellationToken).ConfigureAwait(false), isComplete: false);

    private async Task<Found> CompleteAsync(ObservationRequest needs, RequestPriority priority, CancellationToken cancellationToken)
    {
        _last = await session.ReadAsync(needs.Hosts, priority, _last, cancellationToken).ConfigureAwait(false);
        return Of(_last, isComplete: true);
    }

    private static Found Of(AccountSnapshot snapshot, bool isComplete) =>
        new(snapshot.Machines.ToDictionary(m => m.Id), isComplete, isComplete && snapshot.IsWhole, snapshot.SentAt, snapshot.ServerTime);

    private async Task<(HashSet<MachineId> There, HashSet<MachineId> NotFound)> ReadByIdAsync(
        Found found,
        IEnumerable<MachineId> ids,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        HashSet<MachineId> there = [];
        HashSet<MachineId> notFound = [];
        foreach ((MachineId id, Dated<Machine?> read) in await session.ReadMachinesAsync(ids, priority, cancellationToken).ConfigureAwait(false))
        {
            if (read.Value is { } machine)
            {
                found.Machines[id] = machine;
                there.Add(id);
            }
            else
            {
                found.Machines.Remove(id);
                notFound.Add(id);
            }
        }

        return (there, notFound);
    }

    private sealed record Found(Dictionary<MachineId, Machine> Machines, bool IsComplete, bool IsWhole, long SentAt, DateTimeOffset? ServerTime);
}
