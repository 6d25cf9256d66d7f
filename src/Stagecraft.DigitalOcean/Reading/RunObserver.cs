using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;

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

        long[] absent = [.. needs.Ask.Where(id => !found.Droplets.ContainsKey(id)).Order()];
        if (absent.Length > 0 && !found.IsComplete && absent.Length > CostOfCompleteLook)
        {
            Found more = await CompleteAsync(needs, priority, cancellationToken).ConfigureAwait(false);
            found.Droplets.Clear();
            foreach ((long id, Droplet droplet) in more.Droplets)
            {
                found.Droplets[id] = droplet;
            }

            found = found with { IsComplete = true, IsWhole = more.IsWhole };
            absent = [.. needs.Ask.Where(id => !found.Droplets.ContainsKey(id)).Order()];
        }

        ActionLog? read = log is null ? null : settled.LogFor(await log.ConfigureAwait(false), found.ServerTime);
        long[] unexplained = read is null ? [] : [.. read.Creates.Where(id => !found.Droplets.ContainsKey(id)).Order()];
        bool tooMany = absent.Length > CostOfCompleteLook || unexplained.Length > MaxReadById;
        IEnumerable<long> one = needs.ReadById
            .Concat(absent.Length > CostOfCompleteLook ? [] : absent)
            .Concat(unexplained.Length > MaxReadById ? [] : unexplained);
        (HashSet<long> there, HashSet<long> notFound) = await ReadByIdAsync(found, one.Distinct(), priority, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<Droplet> droplets = TagPermission.Demand([.. found.Droplets.Values]);
        return new Observation
        {
            StartedAt = clock.At(found.SentAt),
            Drift = drift,
            Droplets = found.Droplets,
            Actual = Inventory.Take(ownership, droplets),
            Asked = needs.Ask,
            ReadById = there,
            NotFound = notFound,
            IsComplete = found.IsComplete,
            IsWhole = found.IsWhole,
            LogIsClear = read is { IsReliable: true } && !tooMany && !unexplained.Any(notFound.Contains),
            ServerTime = found.ServerTime,
        };
    }

    /// <summary>What reading the account whole costs in requests, and with it the largest number of droplets worth reading one by one.</summary>
    private int CostOfCompleteLook => Math.Max(2, Math.Min(_last!.PlainPages, _last.TagPages) + 1);

    private async Task<Found> ListAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        DropletQuery query = _last!.IsPlainListCheap ? DropletQuery.All : DropletQuery.ByTag(_last.EnvironmentTag);
        Listing<Droplet> listing = await client.ListDropletsAsync(query, priority, cancellationToken).ConfigureAwait(false);
        return new(listing.Items.ToDictionary(d => d.Id), false, false, listing.SentAt, listing.ServerTime);
    }

    private async Task<Found> CompleteAsync(ObservationRequest needs, RequestPriority priority, CancellationToken cancellationToken)
    {
        AccountSnapshot look = await reader.LookAsync(needs.Hosts, priority, _last, cancellationToken).ConfigureAwait(false);
        _last = look;
        return new(look.Droplets.ToDictionary(d => d.Id), true, look.IsWhole, look.SentAt, look.ServerTime);
    }

    private async Task<(HashSet<long> There, HashSet<long> NotFound)> ReadByIdAsync(
        Found found,
        IEnumerable<long> ids,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        HashSet<long> there = [];
        HashSet<long> notFound = [];
        Dictionary<long, Task<Dated<Droplet?>>> reads = ids.ToDictionary(id => id, id => client.GetDropletAsync(id, priority, cancellationToken));
        await Task.WhenAll(reads.Values).ConfigureAwait(false);
        foreach ((long id, Task<Dated<Droplet?>> read) in reads)
        {
            Dated<Droplet?> answer = await read.ConfigureAwait(false);
            if (answer.Value is { } droplet)
            {
                found.Droplets[id] = droplet;
                there.Add(id);
            }
            else
            {
                found.Droplets.Remove(id);
                notFound.Add(id);
            }
        }

        return (there, notFound);
    }

    private sealed record Found(Dictionary<long, Droplet> Droplets, bool IsComplete, bool IsWhole, long SentAt, DateTimeOffset? ServerTime);
}
