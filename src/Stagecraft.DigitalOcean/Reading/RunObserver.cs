using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>The looks during a run: one list a tick, and more only where something has to be proved.</summary>
internal sealed class RunObserver(
    DigitalOceanClient client,
    AccountReader reader,
    SettledAccount settled,
    Ownership ownership,
    RunClock clock)
{
    private const int MaxReadById = 20;

    private AccountSnapshot? _last;

    /// <summary>The look before the run: how large the account is, and how it spells our tag.</summary>
    public void Begin(AccountSnapshot look) => _last = look;

    public async Task<Observation> LookAsync(ObservationRequest needs, CancellationToken cancellationToken)
    {
        TimeSpan drift = clock.Now.Drift;
        RequestPriority priority = needs.Urgent ? RequestPriority.Working : RequestPriority.Polling;
        Task<Dated<IReadOnlyList<DropletAction>>?>? log = needs.Log ? settled.ReadLogAsync(priority, cancellationToken) : null;
        Found found = needs.Complete
            ? await CompleteAsync(needs, priority, cancellationToken).ConfigureAwait(false)
            : await ListAsync(priority, cancellationToken).ConfigureAwait(false);

        MachineId[] absent = [.. needs.Ask.Where(id => !found.Machines.ContainsKey(id)).Order()];
        if (absent.Length > 0 && !found.IsComplete && absent.Length > CostOfCompleteLook)
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

        ActionLog? read = log is null ? null : settled.LogFor(await log.ConfigureAwait(false), found.ServerTime);
        MachineId[] unexplained = read is null ? [] : [.. read.Creates.Where(id => !found.Machines.ContainsKey(id)).Order()];
        bool tooMany = absent.Length > CostOfCompleteLook || unexplained.Length > MaxReadById;
        IEnumerable<MachineId> one = needs.ReadById
            .Concat(absent.Length > CostOfCompleteLook ? [] : absent)
            .Concat(unexplained.Length > MaxReadById ? [] : unexplained);
        (HashSet<MachineId> there, HashSet<MachineId> notFound) = await ReadByIdAsync(found, one.Distinct(), priority, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<Machine> machines = TagPermission.Demand([.. found.Machines.Values]);
        return new Observation
        {
            StartedAt = clock.At(found.SentAt),
            Drift = drift,
            Machines = found.Machines,
            Actual = Inventory.Take(ownership, machines),
            Asked = needs.Ask,
            ReadById = there,
            NotFound = notFound,
            IsComplete = found.IsComplete,
            IsWhole = found.IsWhole,
            LogIsClear = read is { IsReliable: true } && !tooMany && !unexplained.Any(notFound.Contains),
            ServerTime = found.ServerTime,
        };
    }

    /// <summary>What reading the account whole costs in requests, and with it the largest number of machines worth reading one by one.</summary>
    private int CostOfCompleteLook => Math.Max(2, Math.Min(_last!.PlainPages, _last.TagPages) + 1);

    private async Task<Found> ListAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        DropletQuery query = _last!.IsPlainListCheap ? DropletQuery.All : DropletQuery.ByTag(_last.EnvironmentTag);
        Listing<Machine> listing = await client.ListDropletsAsync(query, priority, cancellationToken).ConfigureAwait(false);
        return new(listing.Items.ToDictionary(d => d.Id), false, false, listing.SentAt, listing.ServerTime);
    }

    private async Task<Found> CompleteAsync(ObservationRequest needs, RequestPriority priority, CancellationToken cancellationToken)
    {
        AccountSnapshot look = await reader.LookAsync(needs.Hosts, priority, _last, cancellationToken).ConfigureAwait(false);
        _last = look;
        return new(look.Machines.ToDictionary(d => d.Id), true, look.IsWhole, look.SentAt, look.ServerTime);
    }

    private async Task<(HashSet<MachineId> There, HashSet<MachineId> NotFound)> ReadByIdAsync(
        Found found,
        IEnumerable<MachineId> ids,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        HashSet<MachineId> there = [];
        HashSet<MachineId> notFound = [];
        Dictionary<MachineId, Task<Dated<Machine?>>> reads = ids.ToDictionary(id => id, id => client.GetDropletAsync(id, priority, cancellationToken));
        await Task.WhenAll(reads.Values).ConfigureAwait(false);
        foreach ((MachineId id, Task<Dated<Machine?>> read) in reads)
        {
            Dated<Machine?> answer = await read.ConfigureAwait(false);
            if (answer.Value is { } machine)
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
