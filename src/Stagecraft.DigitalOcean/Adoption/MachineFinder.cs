using System.Globalization;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Reading;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Adoption;

/// <summary>Finds a droplet of the account, whosever it is, by its id or its exact name.</summary>
internal static class MachineFinder
{
    /// <returns>The droplet, read by its id.</returns>
    /// <exception cref="CloudProviderException">There is none, or several have the name.</exception>
    public static async Task<Droplet> FindAsync(DigitalOceanClient client, string idOrName, CancellationToken cancellationToken)
    {
        if (idOrName.All(char.IsAsciiDigit) && long.TryParse(idOrName, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0
            && await ReadAsync(client, id, cancellationToken).ConfigureAwait(false) is { } byId)
        {
            return byId;
        }

        // Neither the plain list nor, perhaps, the list by name shows droplets with GPUs.
        Task<Listing<Droplet>> byName = client.ListDropletsAsync(DropletQuery.ByName(idOrName), RequestPriority.Working, cancellationToken);
        Task<Listing<Droplet>> gpus = client.ListDropletsAsync(DropletQuery.Gpus, RequestPriority.Working, cancellationToken);
        await Task.WhenAll(byName, gpus).ConfigureAwait(false);
        Droplet[] named =
        [
            .. (await byName.ConfigureAwait(false)).Items
                .Concat((await gpus.ConfigureAwait(false)).Items)
                .Where(d => string.Equals(d.Name, idOrName, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(d => d.Id)
                .OrderBy(d => d.Id),
        ];
        if (named.Length > 1)
        {
            string candidates = string.Join(", ", named.Select(d => $"{d.Id.ToString(CultureInfo.InvariantCulture)} ({d.Size} in {d.Region}, {d.Status})"));
            throw Failed(ErrorCodes.Refused, $"several droplets are called '{idOrName}': {candidates}", "name the one that you mean by its id");
        }

        return named.Length == 1 && await ReadAsync(client, named[0].Id, cancellationToken).ConfigureAwait(false) is { } found
            ? found
            : throw Failed(ErrorCodes.MachineNotFound, $"droplet '{idOrName}' not found", "it is named by its id or by its exact name; one made a moment ago by its id");
    }

    /// <summary>A droplet as it is now, with its tags; null where there is none.</summary>
    public static async Task<Droplet?> ReadAsync(DigitalOceanClient client, long id, CancellationToken cancellationToken)
    {
        Droplet? droplet = (await client.GetDropletAsync(id, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Value;
        return droplet is null ? null : TagPermission.Demand([droplet])[0];
    }

    private static CloudProviderException Failed(string code, string message, string hint) =>
        new(DigitalOceanProvider.ProviderId, new Problem(code, message, hint));
}
