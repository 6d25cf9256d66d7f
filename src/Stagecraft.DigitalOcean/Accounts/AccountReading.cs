using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Every machine of an account (spec 4.5).</summary>
internal static class AccountReading
{
    /// <summary>Each id once, sorted by id.</summary>
    public static async Task<IReadOnlyList<Machine>> ReadAsync(DigitalOceanClient client, CancellationToken cancellationToken)
    {
        Task<Listing<Machine>> plain = client.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, cancellationToken);
        Task<Listing<Machine>> gpus = client.ListDropletsAsync(DropletQuery.Gpus, RequestPriority.Working, cancellationToken);
        await Task.WhenAll(plain, gpus).ConfigureAwait(false);
        IEnumerable<Machine> both = (await plain.ConfigureAwait(false)).Items.Concat((await gpus.ConfigureAwait(false)).Items);
        return TagPermission.Demand([.. both.DistinctBy(d => d.Id).OrderBy(d => d.Id)]);
    }
}
