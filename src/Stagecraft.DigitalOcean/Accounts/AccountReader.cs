using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Looks at an account completely, the cheaper of two ways (spec 4.3): all of it, or by the environment's tag and then by
/// name for each host that was not seen. Both show the same of what matters.</summary>
internal sealed class AccountReader(DigitalOceanClient client, Ownership ownership)
{
    /// <param name="hosts">The hosts that matter beside those that exist: their names must be seen to be free.</param>
    /// <param name="priority">Whether the look is one of many.</param>
    /// <param name="last">An earlier look of the same run, which tells how large the account is; null at first.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<AccountSnapshot> LookAsync(
        IReadOnlyList<string> hosts,
        RequestPriority priority,
        AccountSnapshot? last,
        CancellationToken cancellationToken)
    {
        if (last is { PlainPages: 1 })
        {
            return await LookWholeAsync(last, priority, cancellationToken).ConfigureAwait(false);
        }

        Task<ListStart<Machine>> plainTask = client.BeginListDropletsAsync(DropletQuery.All, priority, cancellationToken);
        Task<ListStart<Machine>> gpuTask = client.BeginListDropletsAsync(DropletQuery.Gpus, priority, cancellationToken);
        Task<ListStart<Machine>> taggedTask = client.BeginListDropletsAsync(DropletQuery.ByTag(ownership.EnvironmentTag), priority, cancellationToken);
        await Task.WhenAll(plainTask, gpuTask, taggedTask).ConfigureAwait(false);
        ListStart<Machine> plain = await plainTask.ConfigureAwait(false);
        ListStart<Machine> tagged = await taggedTask.ConfigureAwait(false);
        Listing<Machine> gpus = await client.FinishListAsync(await gpuTask.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

        string tag = ownership.EnvironmentTag;
        int rest = plain.PageCount - 1;

        // An empty answer proves nothing: the account may spell the tag otherwise. To ask costs a request, and then one for each host.
        bool whole = tagged.Total == 0 && rest <= 1 + MissingAtLeast();
        if (tagged.Total == 0 && !whole)
        {
            tag = await SpellingAsync(cancellationToken).ConfigureAwait(false);
            if (tag != ownership.EnvironmentTag)
            {
                tagged = await client.BeginListDropletsAsync(DropletQuery.ByTag(tag), priority, cancellationToken).ConfigureAwait(false);
            }
        }

        Sum sum = new();
        sum.Add(plain.Items, plain.ServerTime);
        sum.Add(tagged.Items, tagged.ServerTime);
        sum.Add(gpus.Items, gpus.ServerTime);

        whole |= rest <= tagged.PageCount - 1 + MissingAtLeast();
        if (!whole)
        {
            Listing<Machine> ours = await client.FinishListAsync(tagged, cancellationToken).ConfigureAwait(false);
            sum.Add(ours.Items, ours.ServerTime);
            string[] missing = [.. hosts.Except(Inventory.Take(ownership, Readable(sum)).Hosts.Keys, StringComparer.Ordinal)];
            whole = missing.Length > rest;
            if (!whole)
            {
                Task<Listing<Machine>>[] byName =
                [
                    .. missing.Select(h => client.ListDropletsAsync(DropletQuery.ByName(ownership.MachineName(h)), priority, cancellationToken)),
                ];
                await Task.WhenAll(byName).ConfigureAwait(false);
                foreach (Task<Listing<Machine>> task in byName)
                {
                    Listing<Machine> named = await task.ConfigureAwait(false);
                    sum.Add(named.Items, named.ServerTime);
                }
            }
        }

        if (whole)
        {
            Listing<Machine> all = await client.FinishListAsync(plain, cancellationToken).ConfigureAwait(false);
            sum.Add(all.Items, all.ServerTime);
        }

        return new AccountSnapshot
        {
            Machines = Readable(sum),
            IsWhole = whole,
            Total = plain.Total + gpus.Total,
            ServerTime = sum.ServerTime,
            SentAt = Math.Min(Math.Min(plain.First.SentAt, tagged.First.SentAt), gpus.SentAt),
            EnvironmentTag = SpellingIn(sum.Machines) ?? tag,
            PlainPages = plain.PageCount,
            TagPages = tagged.PageCount,
        };

        int MissingAtLeast() => Math.Max(0, hosts.Count - tagged.Total - gpus.Total);
    }

    /// <summary>A small account: both lists of it are all there is, and that the token may read tags is known.</summary>
    private async Task<AccountSnapshot> LookWholeAsync(AccountSnapshot last, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task<Listing<Machine>> plainTask = client.ListDropletsAsync(DropletQuery.All, priority, cancellationToken);
        Task<Listing<Machine>> gpuTask = client.ListDropletsAsync(DropletQuery.Gpus, priority, cancellationToken);
        await Task.WhenAll(plainTask, gpuTask).ConfigureAwait(false);
        Listing<Machine> plain = await plainTask.ConfigureAwait(false);
        Listing<Machine> gpus = await gpuTask.ConfigureAwait(false);
        Sum sum = new();
        sum.Add(plain.Items, plain.ServerTime);
        sum.Add(gpus.Items, gpus.ServerTime);
        return last with
        {
            Machines = Readable(sum),
            IsWhole = true,
            Total = plain.Total + gpus.Total,
            ServerTime = sum.ServerTime,
            ReadAt = new Dictionary<MachineId, DateTimeOffset?>(),
            SentAt = Math.Min(plain.SentAt, gpus.SentAt),
            EnvironmentTag = SpellingIn(sum.Machines) ?? last.EnvironmentTag,
            PlainPages = Math.Max(1, (plain.Total + 199) / 200),
        };
    }

    private static IReadOnlyList<Machine> Readable(Sum sum) => TagPermission.Demand(sum.Machines);

    private async Task<string> SpellingAsync(CancellationToken cancellationToken)
    {
        Listing<Tag> tags = await client.ListTagsAsync(cancellationToken).ConfigureAwait(false);
        return tags.Items.FirstOrDefault(t => string.Equals(t.Name, ownership.EnvironmentTag, StringComparison.OrdinalIgnoreCase))?.Name
            ?? ownership.EnvironmentTag;
    }

    private string? SpellingIn(IReadOnlyList<Machine> machines) =>
        machines
            .SelectMany(d => d.Tags ?? [])
            .FirstOrDefault(t => string.Equals(t, ownership.EnvironmentTag, StringComparison.OrdinalIgnoreCase));

    private sealed class Sum
    {
        private readonly SortedDictionary<MachineId, Machine> _droplets = [];

        public DateTimeOffset? ServerTime { get; private set; }

        public IReadOnlyList<Machine> Machines => [.. _droplets.Values];

        public void Add(IReadOnlyList<Machine> machines, DateTimeOffset? serverTime)
        {
            foreach (Machine machine in machines)
            {
                _droplets[machine.Id] = machine;
            }

            ServerTime = ServerTime is { } known && serverTime is { } other ? (other < known ? other : known) : ServerTime ?? serverTime;
        }
    }
}
