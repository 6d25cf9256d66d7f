using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Aws.Accounts;

/// <summary>Reads everything that a plan needs except the instances, at the same time, and collects all failures (spec aws.md
/// 9).</summary>
internal sealed class PreflightReader(AwsClient client)
{
    private static readonly PlanWarning LimitUnknown = new(
        "limit_unknown", "the quota of vCPUs could not be read (permission servicequotas:GetServiceQuota), so it was not checked");

    private readonly Lock _gate = new();
    private readonly List<Problem> _problems = [];
    private bool _isTransient;

    /// <param name="hosts">The declared hosts.</param>
    /// <param name="catalogs">The catalogs of their regions.</param>
    /// <param name="check">Checks the account of the credentials.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<Preflight> ReadAsync(
        IReadOnlyList<Ec2Host> hosts, Catalogs catalogs, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        await TryAsync(() => check(cancellationToken)).ConfigureAwait(false);
        if (_problems.Count > 0)
        {
            return new Preflight { Problems = _problems, IsTransient = _isTransient };
        }

        string[] regions = [.. hosts.Select(h => h.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        SharedTask<IReadOnlyDictionary<string, RegionCatalog>> catalog = new(catalogs.ReadAllAsync(TryAsync, cancellationToken));
        Task<Dictionary<(string Region, string Size), decimal>> prices =
            ReadPricesAsync(hosts.Select(h => (h.Region, h.Size)), cancellationToken);
        Task<RegionQuota?[]> quotas = Task.WhenAll(regions.Select(r => ReadQuotaAsync(r, catalog, cancellationToken)));
        await Task.WhenAll(catalog.GetAsync(), prices, quotas).ConfigureAwait(false);
        IReadOnlyDictionary<string, RegionCatalog> known = await catalog.GetAsync().ConfigureAwait(false);
        RegionQuota[] read = [.. (await quotas.ConfigureAwait(false)).OfType<RegionQuota>()];
        return new Ec2Preflight
        {
            Catalogs = known,
            HourlyPrices = await prices.ConfigureAwait(false),
            Quotas = read,
            Problems = [.. _problems.OrderBy(p => p.Message, StringComparer.Ordinal)],
            IsTransient = _isTransient,
            CreateWarnings = read.Length < regions.Length ? [LimitUnknown] : [],
        };
    }

    /// <summary>Adds the prices of owned machines.</summary>
    public async Task<Preflight> AddPricesAsync(
        Preflight preflight, IReadOnlyList<Machine> machines, CancellationToken cancellationToken) =>
        preflight is Ec2Preflight ec2
            ? ec2 with
            {
                HourlyPrices = await ReadPricesAsync(
                    [
                        .. ec2.HourlyPrices.Keys,
                        .. machines.Where(m => m.Tags?.Any(AwsTags.IsEnvironment) == true).Select(m => (m.Region, m.Size)),
                    ],
                    cancellationToken).ConfigureAwait(false),
            }
            : preflight;

    /// <summary>Hourly prices. They are optional.</summary>
    private async Task<Dictionary<(string Region, string Size), decimal>> ReadPricesAsync(
        IEnumerable<(string Region, string Size)> pairs, CancellationToken cancellationToken)
    {
        (string Region, string Size)[] sizes = [.. pairs.Distinct()];
        decimal?[] prices = await Task.WhenAll(sizes.Select(s => ReadPriceAsync(s.Region, s.Size, cancellationToken)))
            .ConfigureAwait(false);
        return sizes.Zip(prices).Where(p => p.Second is not null).ToDictionary(p => p.First, p => p.Second!.Value);
    }

    private async Task<decimal?> ReadPriceAsync(string region, string size, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Prices.GetHourlyAsync(region, size, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException)
        {
            return null;
        }
    }

    private async Task<RegionQuota?> ReadQuotaAsync(
        string region, SharedTask<IReadOnlyDictionary<string, RegionCatalog>> catalogs, CancellationToken cancellationToken)
    {
        RegionClient regional = client.In(region);
        try
        {
            Task<decimal> limit = regional.Catalog.GetQuotaAsync(RegionQuota.Code, cancellationToken);
            Task<Listing<AwsInstance>> running = regional.Instances.ListAsync(
                [new Ec2Filter("instance-state-name", ["pending", "running"])], RequestPriority.Working, cancellationToken);
            await Task.WhenAll(limit, running).ConfigureAwait(false);
            IReadOnlyList<AwsInstance> instances = (await running.ConfigureAwait(false)).Items;
            IEnumerable<AwsInstanceType> known = (await catalogs.GetAsync().ConfigureAwait(false))[region].Types.Values;
            return await RegionQuota.OfAsync(regional, (int)await limit.ConfigureAwait(false), instances, known, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CloudException)
        {
            return null;
        }
    }

    private async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            lock (_gate)
            {
                _isTransient |= e.Failure.IsTransient;
                _problems.Add(e.Failure.ToProblem());
            }
        }
    }
}
