using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Separates the own public address of a droplet from a reserved IP (spec 4.6). The API shows both in one list without a defined
/// order. Only an owned droplet with several public addresses takes a request.</summary>
internal sealed class OwnAddresses(DigitalOceanClient client)
{
    // The own address of a droplet does not change.
    private readonly ConcurrentDictionary<ResourceId, string> _known = new();

    /// <summary>The machines in the same order, with their own and reserved addresses.</summary>
    /// <exception cref="CloudException">The reserved IPs could not be read, or do not contain an address of an owned droplet.</exception>
    public async Task<IReadOnlyList<Machine>> ResolveAsync(
        IReadOnlyList<Machine> machines, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (!machines.Any(m => AddressesOf(m).Count > 1))
        {
            return machines;
        }

        if (machines.Where(IsUnknown).ToArray() is { Length: > 0 } unknown)
        {
            Listing<JsonObject> list =
                await client.Resources.ListAsync(ResourceRoute.ReservedIps, priority, cancellationToken).ConfigureAwait(false);
            HashSet<string> reserved = [.. list.Items.Select(i => i.Text(ResourceRoute.ReservedIps.IdKey))];
            foreach (Machine machine in unknown)
            {
                _known[machine.Id] = AddressesOf(machine).Where(a => !reserved.Contains(a)).ToArray() is [string own]
                    ? own
                    : throw Unclear(machine);
            }
        }

        return [.. machines.Select(Resolve)];
    }

    public static bool IsOwned(Machine machine) =>
        machine.Tags is null || machine.Tags.Contains(TagRule.Reserved, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> AddressesOf(Machine machine) => ((Droplet)machine).PublicIpv4Addresses;

    private bool IsUnknown(Machine machine) =>
        AddressesOf(machine) is { Count: > 1 } addresses && IsOwned(machine)
            && !(_known.TryGetValue(machine.Id, out string? own) && addresses.Contains(own));

    private Machine Resolve(Machine machine) =>
        AddressesOf(machine) is { Count: > 1 } addresses && _known.TryGetValue(machine.Id, out string? own)
            ? machine with { PublicIpv4 = own, ReservedIpv4 = addresses.FirstOrDefault(a => a != own) }
            : machine;

    private static CloudException Unclear(Machine machine)
    {
        CloudFailure failure = new(
            ErrorCodes.ApiError,
            $"cannot determine the address of droplet '{machine.Name}' ({machine.Id}): it has several public IPv4 addresses, and the "
                + "list of reserved IPs does not contain exactly the others",
            "try again later; a reserved IP that was assigned moments ago may be missing in the list",
            IsTransient: true);
        return new CloudException(failure, FailureKind.Refused);
    }
}
