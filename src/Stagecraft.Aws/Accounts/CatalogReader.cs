using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Accounts;

/// <summary>Reads the choices for a new config.</summary>
internal static class CatalogReader
{
    private static readonly string[] Common =
        ["t3.micro", "t3.small", "t3.medium", "t3.large", "t4g.small", "t4g.medium", "m7g.large", "m6i.large"];

    public static async Task<CloudCatalog> ReadAsync(AwsClient client, string region, CancellationToken cancellationToken)
    {
        RegionClient home = client.In(region);
        Task<Listing<AwsKeyPair>> keys = home.Catalog.ListAllKeyPairsAsync(cancellationToken);
        Task<Listing<AwsRegion>> regions = home.Catalog.ListRegionsAsync(cancellationToken);
        Task<Listing<AwsInstanceType>> types = home.Catalog.ListTypesAsync(Common, cancellationToken);
        Task<decimal?[]> prices = Task.WhenAll(Common.Select(t => PriceAsync(client, region, t, cancellationToken)));
        await Task.WhenAll(keys, regions, types, prices).ConfigureAwait(false);
        Dictionary<string, decimal?> hourly = Common.Zip(await prices.ConfigureAwait(false)).ToDictionary(p => p.First, p => p.Second);
        string[] enabled = [.. (await regions.ConfigureAwait(false)).Items.Where(r => r.IsEnabled).Select(r => r.Name)];
        return new CloudCatalog(
            [
                .. (await keys.ConfigureAwait(false)).Items.Select(k => new CatalogKey(k.Id ?? k.Name, k.Name, k.Fingerprint ?? ""))
                    .OrderBy(k => k.Name, StringComparer.Ordinal),
            ],
            [.. enabled.Order(StringComparer.Ordinal).Select(r => new CatalogRegion(r, r))],
            [
                .. (await types.ConfigureAwait(false)).Items
                    .Select(t => new CatalogSize(
                        t.Name, Monthly(hourly[t.Name]), t.MemoryMiB ?? 0, t.LocalStorage ?? 0, enabled))
                    .OrderBy(s => s.PriceMonthly).ThenBy(s => s.Slug, StringComparer.Ordinal),
            ]);
    }

    // The hosts of a new file have a public address.
    private static decimal? Monthly(decimal? hourly) => hourly is { } price
        ? Math.Round((price + Ec2Preflight.PublicIpv4PerHour) * Ec2Preflight.HoursPerMonth, 2)
        : null;

    // Without the permission, the sizes have no price.
    private static async Task<decimal?> PriceAsync(AwsClient client, string region, string type, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Prices.GetHourlyAsync(region, type, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException)
        {
            return null;
        }
    }
}
