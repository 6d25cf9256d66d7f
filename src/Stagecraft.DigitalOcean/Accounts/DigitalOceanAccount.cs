using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The account of a token.</summary>
internal sealed class DigitalOceanAccount : ICloudAccount
{
    private readonly DigitalOceanClient _client;
    private readonly AccessKeys _accessKeys;
    private readonly RateGovernor _governor;
    private readonly AccountReader _reader;
    private readonly OwnAddresses _addresses;
    private readonly BackupPolicies _backups;
    private readonly DeclaredVpcs _vpcs;
    private readonly ProjectMembers _project;
    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);
    private IReadOnlyList<SshKey> _keys = [];

    public DigitalOceanAccount(
        DigitalOceanClient client, AccessKeys keys, IReadOnlyList<HostSettings> hosts, RateGovernor governor)
    {
        (_client, _accessKeys, _governor) = (client, keys, governor);
        (_reader, _addresses) = (new(client), new(client));
        (_backups, _vpcs) = (new(client, hosts), new(client, hosts));
        _project = new(client.Resources, hosts.Select(h => h.DoProject).FirstOrDefault());
        Kinds = KindsOf(client, _project);
    }

    public CloudFacts Facts { get; } = new()
    {
        RepeatedCreate = RepeatedCreate.MayDuplicate,
        MachinesPerCreate = CreateDroplets.MaxNames,
        CreatesInFlight = 8,
        DeletesInFlight = 32,
        MachinesPerUpdate = 50,
        HasActions = true,
        SizesHaveDisks = true,
        BusyRetry = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<IResourceKind> Kinds { get; }

    public DigitalOceanClient Client => _client;

    public TimeSpan ThrottledTime => _governor.TotalWaited;

    public bool HasSpareBudget => _governor.HasSpareBudget;

    public Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        ResolvedAsync(_reader.ReadAsync, request, cancellationToken);

    public Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        ResolvedAsync(_reader.PollAsync, request, cancellationToken);

    public async Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (!IsDropletId(id))
        {
            return new Dated<Machine?>(null, null);
        }

        Dated<Machine?> read = await _client.GetDropletAsync(id, priority, cancellationToken).ConfigureAwait(false);
        if (read.Value is not { } machine)
        {
            return read;
        }

        Task project = _project.ReadWithOthersAsync(priority, cancellationToken);
        return read with { Value = (await ResolvedAsync([machine], project, priority, cancellationToken).ConfigureAwait(false)).Single() };
    }

    public async Task<IReadOnlyList<string>> ReadSnapshotsAsync(
        ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        Listing<JsonObject> list =
            await _client.Resources.ListAsync(ResourceRoute.SnapshotsOf(id), priority, cancellationToken).ConfigureAwait(false);
        return ApiJson.Read(list, items => items.Select(i => i.Text("name")).ToArray());
    }

    public async Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        ActionLog.Of(await _client.GetActionsAsync(priority, cancellationToken).ConfigureAwait(false));

    public Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> declared, CancellationToken cancellationToken)
    {
        PreflightReader reader = new(_client, _accessKeys, _vpcs, _project);
        return declared.Count == 0 ? reader.ReadPricesAsync(cancellationToken) : reader.ReadAsync(declared, cancellationToken);
    }

    public Task<Preflight> CompletePreflightAsync(Preflight preflight, CancellationToken cancellationToken) =>
        new PreflightReader(_client, _accessKeys, _vpcs, _project).CompleteAsync((DropletPreflight)preflight, cancellationToken);

    public async Task PrepareCreatesAsync(CancellationToken cancellationToken)
    {
        await _vpcs.RequireAsync(cancellationToken).ConfigureAwait(false);
        await _project.RequireAsync(cancellationToken).ConfigureAwait(false);
        _keys = await _accessKeys.FindAsync(cancellationToken).ConfigureAwait(false);
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
            VpcUuid = first.VpcUuid?.Value ?? await _vpcs.FindAsync(first, cancellationToken).ConfigureAwait(false),
        };
        return await _client.CreateDropletsAsync(droplets, precondition, cancellationToken).ConfigureAwait(false);
    }

    public Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken) =>
        IsDropletId(id)
            ? _client.DeleteDropletAsync(id, precondition, cancellationToken)
            : Task.FromResult<DeleteOutcome>(new DeleteOutcome.NotFound());

    public async Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (update.Property is { } property)
        {
            if (property.Name == EnvironmentKeys.DoProject.Name)
            {
                return await _project.AssignAsync([.. ids.Select(ProjectMembers.OfDroplet)], precondition, cancellationToken)
                    .ConfigureAwait(false);
            }

            ResourceId id = ids.Single();
            return await _client.ActAsync(id, _backups.Change(id, property.Value!), precondition, cancellationToken)
                .ConfigureAwait(false);
        }

        if (update.Action is { } action)
        {
            return await _client.ActAsync(ids.Single(), DropletActions.ToJson(action), precondition, cancellationToken)
                .ConfigureAwait(false);
        }

        return await TagAsync(ids, update, precondition, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UpdateOutcome> TagAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        UpdateOutcome outcome = new UpdateOutcome.Accepted();
        bool hasEffect = false;
        foreach ((string tag, bool isAdded) in update.AddTags.Select(t => (t, true)).Concat(update.RemoveTags.Select(t => (t, false))))
        {
            string? spelled = tag;
            if (isAdded && !_spellings.TryGetValue(tag, out spelled))
            {
                (outcome, spelled) = await _client.EnsureTagAsync(tag, cancellationToken).ConfigureAwait(false);
                if (spelled is null)
                {
                    return outcome with { HasPartialEffect = hasEffect || outcome is UpdateOutcome.Unclear };
                }

                _spellings[tag] = spelled;
                hasEffect = true;
            }

            outcome = isAdded
                ? await _client.AttachTagAsync(spelled, ids, precondition, cancellationToken).ConfigureAwait(false)
                : await _client.DetachTagAsync(tag, ids, precondition, cancellationToken).ConfigureAwait(false);
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

    public void Dispose() => _client.Dispose();

    private static IReadOnlyList<IResourceKind> KindsOf(DigitalOceanClient client, ProjectMembers project)
    {
        ResourceTags tags = new(client);
        return
        [
            new VolumeKind(client.Resources, project),
            new ReservedIpKind(client.Resources, project),
            new FirewallKind(client.Resources, tags),
            new LoadBalancerKind(client.Resources, tags, project),
            new AlertKind(client.Resources, tags),
        ];
    }

    private async Task<AccountSnapshot> ResolvedAsync(
        Func<SnapshotRequest, CancellationToken, Task<AccountSnapshot>> read, SnapshotRequest request, CancellationToken cancellationToken)
    {
        // It begins before all other reads of a plan, which use its result.
        Task project = _project.ReadAsync(request.Priority, cancellationToken);
        AccountSnapshot snapshot = await read(request, cancellationToken).ConfigureAwait(false);
        return snapshot with
        {
            Machines = await ResolvedAsync(snapshot.Machines, project, request.Priority, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyList<Machine>> ResolvedAsync(
        IReadOnlyList<Machine> machines, Task project, RequestPriority priority, CancellationToken cancellationToken)
    {
        DropletDetails[] details = [_vpcs.ReadAsync, _backups.ReadAsync, (_, _, _) => DetailsAsync(project)];
        Task<IReadOnlyList<Machine>> addresses = _addresses.ResolveAsync(machines, priority, cancellationToken);
        Task<Func<Droplet, Droplet>>[] reads = [.. details.Select(read => read(machines, priority, cancellationToken))];
        await Task.WhenAll([addresses, .. reads]).ConfigureAwait(false);
        Func<Droplet, Droplet>[] adding = await Task.WhenAll(reads).ConfigureAwait(false);
        return [.. (await addresses.ConfigureAwait(false)).Cast<Droplet>().Select(d => adding.Aggregate(d, (all, add) => add(all)))];
    }

    private async Task<Func<Droplet, Droplet>> DetailsAsync(Task project)
    {
        await project.ConfigureAwait(false);
        return droplet => _project.IsDeclared
            ? droplet with { DoProject = () => _project.ValueOf(ProjectMembers.OfDroplet(droplet.Id)) }
            : droplet;
    }

    // An id from a plan file can be any text.
    private static bool IsDropletId(ResourceId id) =>
        id.Value.Length is > 0 and < 20 && id.Value[0] != '0' && id.Value.All(char.IsAsciiDigit);
}
