using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The account of a token.</summary>
internal sealed class DigitalOceanAccount(
    DigitalOceanClient client, AccessKeys keys, IReadOnlyList<HostSettings> hosts, RateGovernor governor) : ICloudAccount
{
    private readonly AccountReader _reader = new(client);
    private readonly OwnAddresses _addresses = new(client);
    private readonly BackupPolicies _backups = new(client, hosts);
    private readonly VpcNames _vpcs = new(client, hosts);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);
    private IReadOnlyList<SshKey> _keys = [];

    public CloudFacts Facts { get; } = new()
    {
        RepeatedCreate = RepeatedCreate.MayDuplicate,
        MachinesPerCreate = CreateDroplets.MaxNames,
        CreatesInFlight = 8,
        DeletesInFlight = 32,
        MachinesPerUpdate = 50,
        BusyRetry = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<IResourceKind> Kinds { get; } = KindsOf(client);

    public DigitalOceanClient Client => client;

    public TimeSpan ThrottledTime => governor.TotalWaited;

    public bool HasSpareBudget => governor.HasSpareBudget;

    public async Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        await ResolvedAsync(await _reader.ReadAsync(request, cancellationToken).ConfigureAwait(false), request, cancellationToken)
            .ConfigureAwait(false);

    public async Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        await ResolvedAsync(await _reader.PollAsync(request, cancellationToken).ConfigureAwait(false), request, cancellationToken)
            .ConfigureAwait(false);

    public async Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (!IsDropletId(id))
        {
            return new Dated<Machine?>(null, null);
        }

        Dated<Machine?> read = await client.GetDropletAsync(id, priority, cancellationToken).ConfigureAwait(false);
        return read.Value is { } machine
            ? read with { Value = (await ResolvedAsync([machine], priority, cancellationToken).ConfigureAwait(false)).Single() }
            : read;
    }

    public async Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        ActionLog.Of(await client.GetActionsAsync(priority, cancellationToken).ConfigureAwait(false));

    public Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> declared, CancellationToken cancellationToken)
    {
        PreflightReader reader = new(client, keys, _vpcs);
        return declared.Count == 0 ? reader.ReadPricesAsync(cancellationToken) : reader.ReadAsync(declared, cancellationToken);
    }

    public Task<Preflight> CompletePreflightAsync(Preflight preflight, CancellationToken cancellationToken) =>
        preflight is DropletPreflight { LacksKeys: true } incomplete
            ? new PreflightReader(client, keys, _vpcs).CompleteAsync(incomplete, cancellationToken)
            : Task.FromResult(preflight);

    public async Task PrepareCreatesAsync(CancellationToken cancellationToken)
    {
        await _vpcs.RequireAsync(cancellationToken).ConfigureAwait(false);
        _keys = await keys.FindAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken)
    {
        HostSettings first = (HostSettings)order.Hosts[0];
        CreateDroplets droplets = new()
        {
            Names = [.. order.Hosts.Select(h => h.MachineName)],
            Region = first.Region,
            Size = first.Size,
            Image = first.Image,
            SshKeys = [.. _keys.Select(k => k.Id)],
            Tags = order.Tags,
            UserData = first.UserData?.Text,
            Backups = first.Backups,
            BackupPolicy = first.BackupPolicy is { } policy ? BackupActions.ToJson(policy) : null,
            Ipv6 = first.Ipv6,
            Monitoring = first.Monitoring,
            VpcUuid = first.VpcUuid ?? await _vpcs.FindAsync(first, cancellationToken).ConfigureAwait(false),
        };
        return await client.CreateDropletsAsync(droplets, precondition, cancellationToken).ConfigureAwait(false);
    }

    public Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken) =>
        IsDropletId(id)
            ? client.DeleteDropletAsync(id, precondition, cancellationToken) : Task.FromResult<DeleteOutcome>(new DeleteOutcome.NotFound());

    public async Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (update.Property is { } property)
        {
            ResourceId id = ids.Single();
            return await client.ChangeBackupsAsync(id, _backups.Change(id, property.Value!), precondition, cancellationToken)
                .ConfigureAwait(false);
        }

        UpdateOutcome outcome = new UpdateOutcome.Accepted();
        bool hasEffect = false;
        foreach ((string tag, bool isAdded) in update.AddTags.Select(t => (t, true)).Concat(update.RemoveTags.Select(t => (t, false))))
        {
            string? spelled = tag;
            if (isAdded && !_spellings.TryGetValue(tag, out spelled))
            {
                (outcome, spelled) = await client.EnsureTagAsync(tag, cancellationToken).ConfigureAwait(false);
                if (spelled is null)
                {
                    return outcome with { HasPartialEffect = hasEffect || outcome is UpdateOutcome.Unclear };
                }

                _spellings[tag] = spelled;
                hasEffect = true;
            }

            outcome = isAdded
                ? await client.AttachTagAsync(spelled, ids, precondition, cancellationToken).ConfigureAwait(false)
                : await client.DetachTagAsync(tag, ids, precondition, cancellationToken).ConfigureAwait(false);
            if (outcome is not UpdateOutcome.Accepted)
            {
                if (outcome is UpdateOutcome.NotFound)
                {
                    // The tag may not exist.
                    _spellings.Remove(tag);
                }

                return outcome with { HasPartialEffect = hasEffect };
            }

            hasEffect = true;
        }

        return outcome;
    }

    public void Dispose() => client.Dispose();

    private static IReadOnlyList<IResourceKind> KindsOf(DigitalOceanClient client)
    {
        ResourceTags tags = new(client);
        return
        [
            new VolumeKind(client.Resources),
            new ReservedIpKind(client.Resources),
            new FirewallKind(client.Resources, tags),
            new LoadBalancerKind(client.Resources, tags),
            new AlertKind(client.Resources, tags),
        ];
    }

    private async Task<AccountSnapshot> ResolvedAsync(
        AccountSnapshot snapshot, SnapshotRequest request, CancellationToken cancellationToken) =>
        snapshot with
        {
            Machines = await ResolvedAsync(snapshot.Machines, request.Priority, cancellationToken).ConfigureAwait(false),
        };

    private async Task<IReadOnlyList<Machine>> ResolvedAsync(
        IReadOnlyList<Machine> machines, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Machine>> addresses = _addresses.ResolveAsync(machines, priority, cancellationToken);
        Task<Func<Droplet, Droplet>> vpcs = _vpcs.ReadAsync(cancellationToken);
        Task<Func<Droplet, Droplet>> backups = _backups.ReadAsync(machines, priority, cancellationToken);
        await Task.WhenAll(addresses, vpcs, backups).ConfigureAwait(false);
        Func<Droplet, Droplet> withVpc = await vpcs.ConfigureAwait(false);
        Func<Droplet, Droplet> withBackups = await backups.ConfigureAwait(false);
        return [.. (await addresses.ConfigureAwait(false)).Cast<Droplet>().Select(withVpc).Select(withBackups)];
    }

    // An id from a plan file can be any text.
    private static bool IsDropletId(ResourceId id) =>
        id.Value.Length is > 0 and < 20 && id.Value[0] != '0' && id.Value.All(char.IsAsciiDigit);
}
