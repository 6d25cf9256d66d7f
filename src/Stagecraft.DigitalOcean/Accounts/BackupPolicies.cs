using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The backup policies of droplets (spec 5.3.3). They are read only if a host of the environment declares a policy, and an owned
/// droplet has backups.</summary>
internal sealed class BackupPolicies(DigitalOceanClient client, IReadOnlyList<HostSettings> hosts)
{
    private readonly bool _isDeclared = hosts.Any(h => h.BackupPolicy is not null);

    // Whether the last read of a droplet showed backups: an update requires a read from the last ten seconds.
    private readonly ConcurrentDictionary<ResourceId, bool> _enabled = new();

    /// <inheritdoc cref="DropletDetails"/>
    public async Task<Func<Droplet, Droplet>> ReadAsync(
        IReadOnlyList<Machine> machines, RequestPriority priority, CancellationToken cancellationToken)
    {
        foreach (Droplet droplet in machines.Cast<Droplet>())
        {
            _enabled[droplet.Id] = HasBackups(droplet);
        }

        if (!_isDeclared || !machines.Any(m => OwnAddresses.IsOwned(m) && HasBackups((Droplet)m)))
        {
            return droplet => droplet;
        }

        Listing<JsonObject> list =
            await client.Resources.ListAsync(ResourceRoute.BackupPolicies, priority, cancellationToken).ConfigureAwait(false);
        Dictionary<ResourceId, BackupPolicy?> policies = ApiJson.Read(
            list, items => items.ToDictionary(i => i.DropletId(ResourceRoute.BackupPolicies.IdKey), BackupActions.Of));
        return droplet => droplet with { BackupPolicy = policies.GetValueOrDefault(droplet.Id) };
    }

    /// <summary>The body of the action that gives a droplet the declared backups.</summary>
    /// <param name="id">The droplet.</param>
    /// <param name="value">The declared value, as <see cref="HostSettings.Properties"/> has it.</param>
    public JsonObject Change(ResourceId id, string value) => BackupActions.Change(
        value != "false",
        hosts.FirstOrDefault(h => h.BackupPolicy?.ToString() == value)?.BackupPolicy,
        _enabled.GetValueOrDefault(id));

    private static bool HasBackups(Droplet droplet) => droplet.Features?.Contains(HostKeys.Backups.Name) ?? false;
}
