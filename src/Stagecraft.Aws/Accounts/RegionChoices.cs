using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Accounts;

/// <summary>The choices of a region for a new config.</summary>
internal static class RegionChoices
{
    private const decimal HoursPerMonth = 730;

    /// <summary>Types with x86_64 whose prices are read. A price is a request of its own.</summary>
    private static readonly string[] Priced =
    [
        "t3.micro", "t3.small", "t3.medium", "t3.large", "t3.xlarge", "t3.2xlarge", "c6i.large", "c6i.xlarge", "m6i.large", "m6i.xlarge",
    ];

    public static async Task<CloudCatalog> ReadAsync(AwsClient client, string region, CancellationToken cancellationToken)
    {
        CatalogClient catalog = client.In(region).Catalog;
        Task<Listing<AwsKeyPair>> keys = catalog.ListAllKeyPairsAsync(cancellationToken);
        Task<Listing<AwsRegion>> regions = catalog.ListRegionsAsync(cancellationToken);
        Task<Listing<AwsInstanceType>> types = catalog.ListAllTypesAsync(cancellationToken);
        Task<(string Type, decimal? Monthly)[]> reading =
            Task.WhenAll(Priced.Select(t => PriceAsync(client.Prices, region, t, cancellationToken)));
        await Task.WhenAll(keys, regions, types, reading).ConfigureAwait(false);
        Dictionary<string, decimal?> prices = (await reading.ConfigureAwait(false)).ToDictionary(p => p.Type, p => p.Monthly);
        return new CloudCatalog(
            [
                .. (await keys.ConfigureAwait(false)).Items.OrderBy(k => k.Name, StringComparer.Ordinal)
                    .Select(k => new CatalogKey(k.Name, k.Name, k.Fingerprint ?? "")),
            ],
            [
                .. (await regions.ConfigureAwait(false)).Items.Where(r => r.IsEnabled).OrderBy(r => r.Name, StringComparer.Ordinal)
                    .Select(r => new CatalogRegion(r.Name, r.Name)),
            ],
            [
                .. (await types.ConfigureAwait(false)).Items
                    .Where(t => t.IsBareMetal != true && t.IsCurrentGeneration != false)
                    .Select(t => new CatalogSize(
                        t.Name, prices.GetValueOrDefault(t.Name), t.MemoryMiB ?? 0, t.LocalStorage ?? 0, [region]))
                    .OrderBy(s => !Priced.Contains(s.Slug)).ThenBy(s => s.PriceMonthly ?? decimal.MaxValue)
                    .ThenBy(s => s.Slug, StringComparer.Ordinal),
            ]);
    }

    // The price list requires a permission of its own, so a price can be unknown.
    private static async Task<(string Type, decimal? Monthly)> PriceAsync(
        PriceClient prices, string region, string type, CancellationToken cancellationToken)
    {
        try
        {
            return (type, await prices.GetHourlyAsync(region, type, cancellationToken).ConfigureAwait(false) * HoursPerMonth);
        }
        catch (CloudException)
        {
            return (type, null);
        }
    }
}
