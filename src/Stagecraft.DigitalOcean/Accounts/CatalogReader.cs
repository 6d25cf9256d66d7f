using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Reads the catalog of an account.</summary>
internal static class CatalogReader
{
    public static async Task<CloudCatalog> ReadAsync(DigitalOceanClient client, CancellationToken cancellationToken)
    {
        Task<Listing<SshKey>> keys = client.ListSshKeysAsync(cancellationToken);
        Task<Listing<Region>> regions = client.ListRegionsAsync(cancellationToken);
        Task<Listing<Size>> sizes = client.ListSizesAsync(cancellationToken);
        await Task.WhenAll(keys, regions, sizes).ConfigureAwait(false);
        return new CloudCatalog(
            [
                .. (await keys.ConfigureAwait(false)).Items
                    .OrderBy(k => k.Name, StringComparer.Ordinal).ThenBy(k => k.Id)
                    .Select(k => new CatalogKey(k.Id.ToString(CultureInfo.InvariantCulture), k.Name, k.Fingerprint)
                    {
                        Sha256 = k.Sha256(),
                    }),
            ],
            [.. (await regions.ConfigureAwait(false)).Items.Where(r => r.Available).Select(r => new CatalogRegion(r.Slug, r.Name))],
            [
                .. (await sizes.ConfigureAwait(false)).Items.Where(s => s is { Available: true, PriceMonthly: not null })
                    .OrderBy(s => s.PriceMonthly).ThenBy(s => s.Slug, StringComparer.Ordinal)
                    .Select(s => new CatalogSize(s.Slug, s.PriceMonthly!.Value, s.Memory, s.Disk, s.Regions)),
            ]);
    }
}
