using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Aws.Accounts;

/// <summary>Reads everything that a plan needs except the instances, at the same time, and collects all failures (spec aws.md
/// 9).</summary>
internal sealed class PreflightReader(AwsClient client)
{
    private const string LimitUnknown = "limit_unknown";

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

        SharedTask<IReadOnlyDictionary<string, RegionCatalog>> catalog = new(catalogs.ReadAllAsync(TryAsync, cancellationToken));
        Task<Dictionary<(string Region, string Size), decimal>> prices =
            ReadPricesAsync(hosts.Select(h => (h.Region, h.Size)), cancellationToken);
        Task<RegionQuota[]?[]> quotas = Task.WhenAll(hosts.GroupBy(h => h.Region, StringComparer.Ordinal)
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => ReadQuotasAsync(
                client.In(r.Key),
                [.. r.Select(h => VcpuQuota.Of(h.Size)).OfType<VcpuQuota>().Distinct()],
                catalog,
                cancellationToken)));
        await Task.WhenAll(catalog.GetAsync(), prices, quotas).ConfigureAwait(false);
        IReadOnlyDictionary<string, RegionCatalog> known = await catalog.GetAsync().ConfigureAwait(false);
        RegionQuota[]?[] read = await quotas.ConfigureAwait(false);
        return new Ec2Preflight
        {
            Catalogs = known,
            HourlyPrices = await prices.ConfigureAwait(false),
            Quotas = [.. read.SelectMany(r => r ?? [])],
            Problems = [.. _problems.OrderBy(p => p.Message, StringComparer.Ordinal)],
            IsTransient = _isTransient,
            CreateWarnings = [.. LimitWarnings(hosts, read.Contains(null))],
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

    private static IEnumerable<PlanWarning> LimitWarnings(IEnumerable<Ec2Host> hosts, bool isUnread)
    {
        if (isUnread)
        {
            yield return new(
                LimitUnknown, "the quota of vCPUs could not be read (permission servicequotas:GetServiceQuota), so it was not checked");
        }

        string[] unknown = [.. hosts.Select(h => h.Size).Where(s => VcpuQuota.Of(s) is null).Distinct().Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            yield return new(LimitUnknown, $"the quota of vCPUs for {string.Join(", ", unknown)} is not known, so it was not checked");
        }
    }

    /// <summary>The quotas of the declared hosts of a region; null if they cannot be read.</summary>
    private static async Task<RegionQuota[]?> ReadQuotasAsync(
        RegionClient region,
        VcpuQuota[] quotas,
        SharedTask<IReadOnlyDictionary<string, RegionCatalog>> catalogs,
        CancellationToken cancellationToken)
    {
        if (quotas.Length == 0)
        {
            return [];
        }

        try
        {
            Task<decimal[]> limits = Task.WhenAll(quotas.Select(q => region.Catalog.GetQuotaAsync(q.Code, cancellationToken)));
            Task<Listing<AwsInstance>> running = region.Instances.ListAsync(
                [new Ec2Filter("instance-state-name", ["pending", "running"])], RequestPriority.Working, cancellationToken);
            await Task.WhenAll(limits, running).ConfigureAwait(false);
            IReadOnlyList<AwsInstance> instances = (await running.ConfigureAwait(false)).Items;
            IEnumerable<AwsInstanceType> known = (await catalogs.GetAsync().ConfigureAwait(false))[region.Region].Types.Values;
            return await Task.WhenAll(quotas.Zip(
                await limits.ConfigureAwait(false),
                (quota, limit) => RegionQuota.OfAsync(region, quota, limit, instances, known, cancellationToken))).ConfigureAwait(false);
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
