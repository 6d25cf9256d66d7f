using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Resources;

/// <summary>The regions in which the resources of an environment are read.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="read">The regions that a connection reads (spec aws.md 6.3).</param>
internal sealed class ResourceRegions(AwsClient client, Func<CancellationToken, Task<IReadOnlyList<string>>> read)
{
    public RegionClient In(string region) => client.In(region);

    public PriceClient Prices => client.Prices;

    /// <summary>Reads a part in each region, at the same time, and joins the parts.</summary>
    /// <param name="declared">The regions of declared resources.</param>
    /// <param name="readRegion">Reads the resources of a region, with the time of its first request.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <exception cref="CloudException">A part could not be read.</exception>
    public async Task<ResourceList> ReadAsync(
        IEnumerable<string> declared,
        Func<RegionClient, Task<(IReadOnlyList<Resource> Resources, long SentAt)>> readRegion,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> regions = await read(cancellationToken).ConfigureAwait(false);
        (IReadOnlyList<Resource> Resources, long SentAt)[] parts = await Task.WhenAll(
            regions.Union(declared, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(r => readRegion(client.In(r))))
            .ConfigureAwait(false);
        return new ResourceList(
            [.. parts.SelectMany(p => p.Resources).OrderBy(r => r.Id)], parts.Select(p => p.SentAt).DefaultIfEmpty(0).Min());
    }
}
