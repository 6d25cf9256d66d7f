using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Reads an account completely, in the cheaper of two ways (spec 4.3): all droplets, or the droplets with the owner tag and one
/// list by name for each requested name that they do not show. Both show every owned droplet and every droplet with a requested
/// name.</summary>
internal sealed class AccountReader(DigitalOceanClient client)
{
    private const int PageSize = 200;

    public async Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.OwnerTag is not { } ownerTag)
        {
            return await ReadWholeAsync(request.Priority, tag: "", tagPages: int.MaxValue, cancellationToken).ConfigureAwait(false);
        }

        if (request.Last is DropletSnapshot { PlainPages: 1 } last)
        {
            return await ReadWholeAsync(request.Priority, last.OwnerTag, last.TagPages, cancellationToken).ConfigureAwait(false);
        }

        Task<ListStart<Machine>> plainTask = client.BeginListDropletsAsync(DropletQuery.All, request.Priority, cancellationToken);
        Task<ListStart<Machine>> gpuTask = client.BeginListDropletsAsync(DropletQuery.Gpus, request.Priority, cancellationToken);
        DropletQuery byTag = DropletQuery.ByTag(ownerTag);
        Task<ListStart<Machine>> taggedTask = client.BeginListDropletsAsync(byTag, request.Priority, cancellationToken);
        await Task.WhenAll(plainTask, gpuTask, taggedTask).ConfigureAwait(false);
        ListStart<Machine> plain = await plainTask.ConfigureAwait(false);
        ListStart<Machine> tagged = await taggedTask.ConfigureAwait(false);
        Listing<Machine> gpus = await client.FinishListAsync(await gpuTask.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

        // An empty list proves nothing: the account may spell the tag differently. The list of tags takes a request, and then each name
        // does.
        string tag = ownerTag;
        if (tagged.Total == 0 && !IsWholeCheaper(plain, tagged, gpus, request))
        {
            tag = await SpellingAsync(ownerTag, cancellationToken).ConfigureAwait(false);
            if (tag != ownerTag)
            {
                byTag = DropletQuery.ByTag(tag);
                tagged = await client.BeginListDropletsAsync(byTag, request.Priority, cancellationToken).ConfigureAwait(false);
            }
        }

        DropletSum sum = new();
        sum.Add(plain.First.Value.Items, plain.First.ServerTime);
        sum.Add(tagged.First.Value.Items, tagged.First.ServerTime);
        sum.Add(gpus);
        bool whole = IsWholeCheaper(plain, tagged, gpus, request)
            || !await AddOwnedAsync(sum, plain.PageCount, tagged, request, cancellationToken).ConfigureAwait(false);
        if (whole)
        {
            sum.Add(await client.FinishListAsync(plain, cancellationToken).ConfigureAwait(false));
        }

        return Snapshot(sum, ownerTag, tag, plain.PageCount, tagged.PageCount) with
        {
            IsWhole = whole,
            Total = plain.Total + gpus.Items.Count,
            SentAt = Math.Min(Math.Min(plain.First.SentAt, tagged.First.SentAt), gpus.SentAt),
        };
    }

    /// <summary>Reads the cheapest list that shows every owned droplet without a GPU.</summary>
    public async Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Last is not DropletSnapshot last)
        {
            return await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        }

        DropletQuery query = last.PlainPages <= last.TagPages ? DropletQuery.All : DropletQuery.ByTag(last.OwnerTag);
        Listing<Machine> list = await client.ListDropletsAsync(query, request.Priority, cancellationToken).ConfigureAwait(false);
        return last with { Machines = list.Items, IsWhole = false, ServerTime = list.ServerTime, SentAt = list.SentAt };
    }

    /// <summary>Adds the owned droplets and those with a requested name.</summary>
    /// <returns>False, without the names, if reading all droplets is cheaper than one list per name.</returns>
    private async Task<bool> AddOwnedAsync(
        DropletSum sum, int plainPages, ListStart<Machine> tagged, SnapshotRequest request, CancellationToken cancellationToken)
    {
        sum.Add(await client.FinishListAsync(tagged, cancellationToken).ConfigureAwait(false));
        string[] missing = [.. request.Missing(sum.Droplets)];
        if (missing.Length > plainPages - 1)
        {
            return false;
        }

        IEnumerable<Task<Listing<Machine>>> byName =
            missing.Select(name => client.ListDropletsAsync(DropletQuery.ByName(name), request.Priority, cancellationToken));
        foreach (Listing<Machine> named in await Task.WhenAll(byName).ConfigureAwait(false))
        {
            sum.Add(named);
        }

        return true;
    }

    private async Task<DropletSnapshot> ReadWholeAsync(
        RequestPriority priority, string tag, int tagPages, CancellationToken cancellationToken)
    {
        Task<Listing<Machine>> plainTask = client.ListDropletsAsync(DropletQuery.All, priority, cancellationToken);
        Task<Listing<Machine>> gpuTask = client.ListDropletsAsync(DropletQuery.Gpus, priority, cancellationToken);
        await Task.WhenAll(plainTask, gpuTask).ConfigureAwait(false);
        Listing<Machine> plain = await plainTask.ConfigureAwait(false);
        Listing<Machine> gpus = await gpuTask.ConfigureAwait(false);
        DropletSum sum = new();
        sum.Add(plain);
        sum.Add(gpus);
        return Snapshot(sum, tag, tag, Math.Max(1, (plain.Items.Count + PageSize - 1) / PageSize), tagPages) with
        {
            IsWhole = true,
            Total = plain.Items.Count + gpus.Items.Count,
            SentAt = Math.Min(plain.SentAt, gpus.SentAt),
        };
    }

    private static DropletSnapshot Snapshot(DropletSum sum, string ownerTag, string spelling, int plainPages, int tagPages) => new()
    {
        Machines = sum.Droplets,
        Total = 0,
        ServerTime = sum.ServerTime,
        SentAt = 0,
        OwnerTag = Spelling(sum.Droplets.SelectMany(d => d.Tags ?? []), ownerTag) ?? spelling,
        PlainPages = plainPages,
        TagPages = tagPages,
        ReadCost = Math.Min(plainPages, tagPages) + 1,
    };

    /// <summary>Whether the rest of all droplets takes no more requests than the owned droplets and the names that are certainly
    /// missing.</summary>
    private static bool IsWholeCheaper(
        ListStart<Machine> plain, ListStart<Machine> tagged, Listing<Machine> gpus, SnapshotRequest request) =>
        plain.PageCount - 1 <=
            (tagged.Total == 0 ? 1 : tagged.PageCount - 1) + request.CertainlyMissing(tagged.Total + gpus.Items.Count);

    private async Task<string> SpellingAsync(string ownerTag, CancellationToken cancellationToken)
    {
        Listing<Tag> tags = await client.ListTagsAsync(cancellationToken).ConfigureAwait(false);
        return Spelling(tags.Items.Select(t => t.Name), ownerTag) ?? ownerTag;
    }

    private static string? Spelling(IEnumerable<string> tags, string ownerTag) =>
        tags.FirstOrDefault(t => string.Equals(t, ownerTag, StringComparison.OrdinalIgnoreCase));
}
