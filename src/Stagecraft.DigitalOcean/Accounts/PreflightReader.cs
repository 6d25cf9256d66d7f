using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Resources;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Reads everything that a plan needs except the droplets, at the same time, and collects all failures.</summary>
internal sealed class PreflightReader(DigitalOceanClient client, AccessKeys keys, DeclaredVpcs vpcs, ProjectMembers project)
{
    private static readonly PlanWarning LimitUnknown =
        new("limit_unknown", "the account's droplet limit could not be read (scope account:read), so it was not checked");

    private static readonly PlanWarning KeysUnchecked = new(
        "ssh_keys_unchecked", "the SSH keys were not checked: the API limits how often they are listed, and this plan creates no droplet");

    private static readonly PlanWarning VpcsUnchecked = new(
        "vpc_unchecked", "the VPCs could not be read (scope vpc:read), so vpc_uuid was not checked");

    private readonly List<Problem> _problems = [];
    private bool _isTransient;

    /// <summary>Reads only the prices, for a plan that deletes the environment.</summary>
    public async Task<Preflight> ReadPricesAsync(CancellationToken cancellationToken)
    {
        Listing<Size>? sizes = await TryAsync(client.ListSizesAsync(cancellationToken), f => f.Code != ErrorCodes.Unauthorized)
            .ConfigureAwait(false);
        return Of(new Catalog(null, BySlug(sizes), new Dictionary<string, Image?>()), null);
    }

    public async Task<Preflight> ReadAsync(IReadOnlyList<DeclaredHost> hosts, CancellationToken cancellationToken)
    {
        Task<Listing<Size>?> sizes = TryAsync(client.ListSizesAsync(cancellationToken));
        Task<Dated<Account>?> account = TryAsync(client.GetAccountAsync(cancellationToken), f => f.Code == ErrorCodes.Forbidden);
        Task<bool> hasKeys = ReadsKeysAsync(cancellationToken);
        Task<Listing<Region>?> regions = TryAsync(client.ListRegionsAsync(cancellationToken));
        Dictionary<string, Task<Dated<Image?>?>> images = hosts
            .Select(h => h.Image)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(i => i, i => TryAsync(client.GetImageAsync(i, cancellationToken)), StringComparer.Ordinal);
        await Task.WhenAll([sizes, account, hasKeys, regions, .. images.Values]).ConfigureAwait(false);
        Dictionary<string, Image?> known = new(StringComparer.Ordinal);
        foreach ((string name, Task<Dated<Image?>?> image) in images)
        {
            if (await image.ConfigureAwait(false) is { } read)
            {
                known[name] = read.Value;
            }
        }

        Catalog catalog = new(
            (await regions.ConfigureAwait(false))?.Items.ToDictionary(r => r.Slug, StringComparer.Ordinal),
            BySlug(await sizes.ConfigureAwait(false)),
            known);
        DropletPreflight preflight = Of(catalog, (await account.ConfigureAwait(false))?.Value);
        return await hasKeys.ConfigureAwait(false) ? preflight : preflight with { LacksKeys = true, Warnings = [KeysUnchecked] };
    }

    /// <summary>Reads what creates need: the SSH keys, even if the rate limit delays them, and VPCs.</summary>
    public async Task<Preflight> CompleteAsync(DropletPreflight preflight, CancellationToken cancellationToken)
    {
        Task read = preflight.LacksKeys ? TryAsync(keys.ReadAsync(cancellationToken)) : Task.CompletedTask;
        bool hasVpcs = await TryAsync(vpcs.ReadIdsAsync(cancellationToken), f => f.Code == ErrorCodes.Forbidden).ConfigureAwait(false)
            is not null;
        await read.ConfigureAwait(false);
        return preflight with
        {
            LacksKeys = false,
            Warnings = preflight.LacksKeys ? [] : preflight.Warnings,
            CreateWarnings = hasVpcs ? preflight.CreateWarnings : [.. preflight.CreateWarnings, VpcsUnchecked],
            Problems = [.. preflight.Problems, .. _problems],
            IsTransient = preflight.IsTransient || _isTransient,
        };
    }

    private DropletPreflight Of(Catalog catalog, Account? account) => new()
    {
        Problems = [.. _problems],
        IsTransient = _isTransient,
        Catalog = catalog,
        Vpcs = vpcs,
        Project = project,
        Account = account,
        Prices = catalog.Sizes?.Values.Where(s => s.PriceMonthly is not null)
            .ToDictionary(s => s.Slug, s => s.PriceMonthly!.Value, StringComparer.Ordinal),
        CreateWarnings = [.. Warnings(account)],
    };

    private static IEnumerable<PlanWarning> Warnings(Account? account)
    {
        if (account?.DropletLimit is null)
        {
            yield return LimitUnknown;
        }

        if (account is { IsLocked: false, Status: not (null or "active") })
        {
            yield return new("account_status", account.Describe() + "; creates may be refused");
        }

        if (account?.EmailVerified == false)
        {
            yield return new("email_unverified", "the email address of the account is not verified; creates may be refused");
        }
    }

    /// <returns>False if the rate limit of the list delays it.</returns>
    private async Task<bool> ReadsKeysAsync(CancellationToken cancellationToken)
    {
        bool isDelayed = false;
        await TryAsync(ReadAsync()).ConfigureAwait(false);
        return !isDelayed;

        async Task<IReadOnlyList<SshKey>> ReadAsync()
        {
            IReadOnlyList<SshKey>? read = await keys.ReadNowAsync(cancellationToken).ConfigureAwait(false);
            isDelayed = read is null;
            return read ?? [];
        }
    }

    private static Dictionary<string, Size>? BySlug(Listing<Size>? sizes) => sizes?.Items.ToDictionary(s => s.Slug, StringComparer.Ordinal);

    /// <summary>Reads something that a plan requires, except after an optional failure. Null after a failure.</summary>
    private async Task<T?> TryAsync<T>(Task<T> read, Func<CloudFailure, bool>? isOptional = null)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            if (isOptional is null || !isOptional(e.Failure))
            {
                Add([e.Failure.ToProblem()], e.Failure.IsTransient);
            }
        }
        catch (CloudProviderException e)
        {
            Add(e.Problems, isTransient: false);
        }

        return null;
    }

    private void Add(IReadOnlyList<Problem> problems, bool isTransient)
    {
        // Several reads can end at the same time.
        lock (_problems)
        {
            _isTransient |= isTransient;
            _problems.AddRange(problems);
        }
    }
}
