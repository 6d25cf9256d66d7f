using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Aws.Accounts;

/// <summary>The catalogs of the regions of some hosts. Each is read once.</summary>
internal sealed class Catalogs(AwsClient client, IReadOnlyList<Ec2Host> hosts)
{
    private readonly Dictionary<string, RegionCatalog> _read = new(StringComparer.Ordinal);
    private SharedTask<IReadOnlyDictionary<string, RegionCatalog>>? _reading;

    /// <param name="tryRead">Runs each read.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<IReadOnlyDictionary<string, RegionCatalog>> ReadAllAsync(
        Func<Func<Task>, Task> tryRead, CancellationToken cancellationToken)
    {
        IEnumerable<IGrouping<string, Ec2Host>> regions = hosts.GroupBy(h => h.Region, StringComparer.Ordinal);
        RegionCatalog[] catalogs = await Task.WhenAll(regions.Select(r =>
            RegionCatalog.ReadAsync(client.In(r.Key), [.. r], tryRead, cancellationToken))).ConfigureAwait(false);
        lock (_read)
        {
            foreach ((IGrouping<string, Ec2Host> region, RegionCatalog catalog) in regions.Zip(catalogs))
            {
                _read[region.Key] = catalog;
            }

            return new Dictionary<string, RegionCatalog>(_read, StringComparer.Ordinal);
        }
    }

    /// <summary>The catalog of a region.</summary>
    /// <exception cref="CloudException">It cannot be read.</exception>
    public async Task<RegionCatalog> OfAsync(string region, CancellationToken cancellationToken)
    {
        Task<IReadOnlyDictionary<string, RegionCatalog>> reading;
        lock (_read)
        {
            if (_read.TryGetValue(region, out RegionCatalog? known))
            {
                return known;
            }

            if (_reading is null or { Completed: not null })
            {
                _reading = new(ReadAllAsync(static read => read(), cancellationToken));
            }

            reading = _reading.GetAsync();
        }

        return (await reading.ConfigureAwait(false))[region];
    }
}
