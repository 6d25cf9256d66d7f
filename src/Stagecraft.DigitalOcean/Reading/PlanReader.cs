using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>Reads all that a plan rests on, in flight together, and tells every failure at once.</summary>
internal sealed class PlanReader(DigitalOceanClient client, SettledAccount account)
{
    private readonly List<Problem> _problems = [];
    private bool _isTransient;

    /// <summary>Does not throw for what the API says: all failures are in the result.</summary>
    public async Task<PlanReading> ReadAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        bool clear = desired.Intent == PlanIntent.Clear;
        Task<AccountSnapshot?> look = TryAsync(clear
            ? account.BeforeClearAsync(cancellationToken)
            : account.LookAsync([.. desired.Hosts.Select(h => h.Name)], cancellationToken));
        Task<Listing<Size>?> sizes = clear
            ? OptionalAsync(client.ListSizesAsync(cancellationToken), anyFailure: true)
            : TryAsync(client.ListSizesAsync(cancellationToken));
        if (clear)
        {
            await Task.WhenAll(look, sizes).ConfigureAwait(false);
            return Reading(await look.ConfigureAwait(false), new Catalog(null, BySlug(await sizes.ConfigureAwait(false)), new Dictionary<string, Image?>()));
        }

        Task<Dated<Account>?> owner = OptionalAsync(client.GetAccountAsync(cancellationToken), anyFailure: false);
        Task<SshKey?> key = TryAsync(KeyFinder.FindAsync(client, desired.SshKeyName!, cancellationToken));
        Task<Listing<Region>?> regions = TryAsync(client.ListRegionsAsync(cancellationToken));
        Dictionary<string, Task<Dated<Image?>?>> images = desired.Hosts
            .Select(h => h.Settings.Image)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(i => i, i => TryAsync(client.GetImageAsync(i, cancellationToken)), StringComparer.Ordinal);
        await Task.WhenAll([look, sizes, owner, key, regions, .. images.Values]).ConfigureAwait(false);

        Dictionary<string, Image?> found = new(StringComparer.Ordinal);
        foreach ((string name, Task<Dated<Image?>?> image) in images)
        {
            if (await image.ConfigureAwait(false) is { } read)
            {
                found[name] = read.Value;
            }
        }

        Catalog catalog = new(
            (await regions.ConfigureAwait(false))?.Items.ToDictionary(r => r.Slug, StringComparer.Ordinal),
            BySlug(await sizes.ConfigureAwait(false)),
            found);
        return Reading(await look.ConfigureAwait(false), catalog) with
        {
            DropletLimit = (await owner.ConfigureAwait(false))?.Value.DropletLimit,
            Key = await key.ConfigureAwait(false),
        };
    }

    private PlanReading Reading(AccountSnapshot? look, Catalog catalog) => new()
    {
        Problems = Told(),
        IsTransient = _isTransient,
        Look = look,
        Catalog = catalog,
    };

    private static Dictionary<string, Size>? BySlug(Listing<Size>? sizes) => sizes?.Items.ToDictionary(s => s.Slug, StringComparer.Ordinal);

    private async Task<T?> TryAsync<T>(Task<T> read)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            Add(ApiProblem.Of(e.Failure), e.Failure.IsTransient);
        }
        catch (CloudProviderException e)
        {
            foreach (Problem problem in e.Problems)
            {
                Add(problem, isTransient: false);
            }
        }

        return null;
    }

    /// <summary>What a plan can do without where the token may not read it, or whatever the failure; never where the token is refused altogether.</summary>
    private async Task<T?> OptionalAsync<T>(Task<T> read, bool anyFailure)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Failure.Code == ErrorCodes.Forbidden || (anyFailure && e.Failure.Code != ErrorCodes.Unauthorized))
        {
            return null;
        }
        catch (ApiException e)
        {
            Add(ApiProblem.Of(e.Failure), e.Failure.IsTransient);
            return null;
        }
    }

    private void Add(Problem problem, bool isTransient)
    {
        // Several reads end at once.
        lock (_problems)
        {
            _isTransient |= isTransient;
            if (!_problems.Exists(p => p.Code == problem.Code && p.Message == problem.Message && p.Hint == problem.Hint))
            {
                _problems.Add(problem);
            }
        }
    }

    private IReadOnlyList<Problem> Told() =>
        _problems.FirstOrDefault(p => p.Code == ErrorCodes.Unauthorized) is { } refused
            ? [refused] // a refused token is refused by every request: said once
            : [.. _problems.OrderBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => p.Message, StringComparer.Ordinal)];
}
