using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Reading;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Adoption;

/// <summary>Finds a machine of the account, whosever it is, by its id or its exact name.</summary>
internal static class MachineFinder
{
    /// <returns>The machine, read by its id.</returns>
    /// <exception cref="CloudProviderException">There is none, or several have the name.</exception>
    public static async Task<Machine> FindAsync(DigitalOceanClient client, string idOrName, CancellationToken cancellationToken)
    {
        if (IsId(idOrName) && await ReadAsync(client, new MachineId(idOrName), cancellationToken).ConfigureAwait(false) is { } byId)
        {
            return byId;
        }

        // Neither the plain list nor, perhaps, the list by name shows machines with GPUs.
        Task<Listing<Machine>> byName = client.ListDropletsAsync(DropletQuery.ByName(idOrName), RequestPriority.Working, cancellationToken);
        Task<Listing<Machine>> gpus = client.ListDropletsAsync(DropletQuery.Gpus, RequestPriority.Working, cancellationToken);
        await Task.WhenAll(byName, gpus).ConfigureAwait(false);
        Machine[] named =
        [
            .. (await byName.ConfigureAwait(false)).Items
                .Concat((await gpus.ConfigureAwait(false)).Items)
                .Where(d => string.Equals(d.Name, idOrName, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(d => d.Id)
                .OrderBy(d => d.Id),
        ];
        if (named.Length > 1)
        {
            string candidates = string.Join(", ", named.Select(d => $"{d.Id} ({d.Size} in {d.Region}, {d.Status})"));
            throw Failed(ErrorCodes.Refused, $"several droplets are called '{idOrName}': {candidates}", "name the one that you mean by its id");
        }

        return named.Length == 1 && await ReadAsync(client, named[0].Id, cancellationToken).ConfigureAwait(false) is { } found
            ? found
            : throw Failed(ErrorCodes.MachineNotFound, $"droplet '{idOrName}' not found", "it is named by its id or by its exact name; one made a moment ago by its id");
    }

    private static bool IsId(string text) => text.Length is > 0 and < 20 && text[0] is not '0' && text.All(char.IsAsciiDigit);

    /// <summary>A machine as it is now, with its tags; null where there is none.</summary>
    public static async Task<Machine?> ReadAsync(DigitalOceanClient client, MachineId id, CancellationToken cancellationToken)
    {
        Machine? machine = (await client.GetDropletAsync(id, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Value;
        return machine is null ? null : TagPermission.Demand([machine])[0];
    }

    private static CloudProviderException Failed(string code, string message, string hint) =>
        new(DigitalOceanProvider.ProviderId, new Problem(code, message, hint));
}
