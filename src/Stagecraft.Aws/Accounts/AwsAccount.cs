using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Resources;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Aws.Accounts;

/// <summary>An account of AWS on behalf of one environment.</summary>
internal sealed class AwsAccount : ICloudAccount
{
    private readonly AwsClient _client;
    private readonly AwsSettings _settings;
    private readonly RateGovernor _governor;
    private readonly string? _project;
    private readonly IReadOnlyList<Ec2Host> _hosts;
    private readonly Catalogs _catalogs;
    private readonly AccountReader _reader;
    private readonly Launches _launches;
    private readonly Lock _gate = new();
    private ClientTokens? _tokens;
    private SharedTask<IReadOnlyList<string>>? _regions;

    /// <param name="client">The client, which is disposed with the account.</param>
    /// <param name="config">The config.</param>
    /// <param name="environment">The environment; null if no environment is compared with the account.</param>
    /// <param name="hosts">The declared hosts of the environment.</param>
    /// <param name="governor">The rate limits.</param>
    /// <param name="time">The clock.</param>
    public AwsAccount(
        AwsClient client,
        Ec2Config config,
        string? environment,
        IReadOnlyList<Ec2Host> hosts,
        RateGovernor governor,
        TimeProvider time)
    {
        (_client, _settings, _hosts, _governor) = (client, config.Settings!, hosts, governor);
        _project = config.Project;
        _catalogs = new(client, hosts);
        _reader = new(client, RegionsAsync, config.Project, hosts)
        {
            Observed = i => _tokens?.Observe(i),
            TokenPrefix = h => _tokens?.PrefixOf(h),
        };
        Kinds = environment is null ? [] : ResourceKinds.Of(
            new ResourceRegions(client, RegionsAsync),
            new ResourceOwner(
                _settings.AccountId,
                config.Project,
                environment,
                _settings.Environments.FirstOrDefault(e => e.Name == environment)?.Hosts ?? []),
            time,
            config.Timeouts.SettleWindow);
        _launches = new(client, time, config.Timeouts.SettleWindow)
        {
            Found = (instance, region) =>
            {
                _reader.Add(instance.Id, region);
                _tokens!.Observe(instance);
            },
        };
    }

    public CloudFacts Facts { get; } = new()
    {
        RepeatedCreate = RepeatedCreate.SameToken,
        TagsAreAtomic = true,
        CreatesInFlight = 5, // the bucket of RunInstances
        DeletesInFlight = 20,
        MachinesPerUpdate = 50,
        HasActions = true,
    };

    public IReadOnlyList<IResourceKind> Kinds { get; }

    public TimeSpan ThrottledTime => _governor.TotalWaited;

    public bool HasSpareBudget => _governor.HasSpareBudget;

    public AwsClient Client => _client;

    public async Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        UseTokens(request.OwnerTag);
        return await _reader.ReadAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        UseTokens(request.OwnerTag);
        return await _reader.PollAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken) =>
        IsInstanceId(id)
            ? _reader.FindAsync(id.Value, priority, cancellationToken)
            : Task.FromResult(new Dated<Machine?>(null, null));

    public async Task<IReadOnlyList<string>> ReadSnapshotsAsync(
        ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        Listing<AwsImage> images = await (await RegionOfAsync(id, cancellationToken).ConfigureAwait(false)).Catalog.ListImagesAsync(
            [Ec2Filter.Tag(Updates.SnapshotOf, id.Value)], priority, cancellationToken).ConfigureAwait(false);
        return [.. images.Items.Where(i => i.State is "available" or "pending").Select(i => i.Name).OfType<string>()];
    }

    public Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> hosts, CancellationToken cancellationToken) =>
        new PreflightReader(_client).ReadAsync([.. hosts.Cast<Ec2Host>()], _catalogs, RegionsAsync, cancellationToken);

    public Task<Preflight> ReadPricesAsync(
        Preflight preflight, IReadOnlyList<Machine> machines, CancellationToken cancellationToken) =>
        new PreflightReader(_client).AddPricesAsync(preflight, machines, cancellationToken);

    public async Task PrepareCreatesAsync(CancellationToken cancellationToken)
    {
        await RegionsAsync(cancellationToken).ConfigureAwait(false);
        await _catalogs.ReadAllAsync(static read => read(), cancellationToken).ConfigureAwait(false);
    }

    public async Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken)
    {
        Ec2Host host = (Ec2Host)order.Hosts.Single();
        RegionCatalog catalog;
        try
        {
            catalog = await _catalogs.OfAsync(host.Region, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            return new CreateOutcome.NotSent(e.Failure);
        }
        catch (OperationCanceledException)
        {
            return new CreateOutcome.Stale();
        }

        ClientTokens tokens = UseTokens(order.Tags.First(AwsTags.IsEnvironment))!;
        return await _launches.CreateAsync(order, catalog, tokens, precondition, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (!IsInstanceId(id))
        {
            return new DeleteOutcome.NotFound();
        }

        try
        {
            RegionClient region = await RegionOfAsync(id, cancellationToken).ConfigureAwait(false);
            return (await region.Instances.TerminateAsync(id.Value, precondition, cancellationToken).ConfigureAwait(false)).ToDelete();
        }
        catch (CloudException e) when (e.Failure.Code == ErrorCodes.MachineNotFound)
        {
            return new DeleteOutcome.NotFound();
        }
        catch (CloudException e)
        {
            return DeleteOutcome.Of(e);
        }
        catch (OperationCanceledException)
        {
            return new DeleteOutcome.Stale();
        }
    }

    public async Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        bool hasEffect = false;
        try
        {
            foreach (IGrouping<string, string> group in await ByRegionAsync(ids, cancellationToken).ConfigureAwait(false))
            {
                UpdateOutcome outcome = await UpdateAsync(_client.In(group.Key), [.. group], update, precondition, cancellationToken)
                    .ConfigureAwait(false);
                if (outcome is not UpdateOutcome.Accepted)
                {
                    return outcome with { HasPartialEffect = outcome.HasPartialEffect || hasEffect };
                }

                hasEffect = true;
            }

            return new UpdateOutcome.Accepted();
        }
        catch (CloudException e) when (e.Failure.Code == ErrorCodes.MachineNotFound)
        {
            return new UpdateOutcome.NotFound(e.Failure) { HasPartialEffect = hasEffect };
        }
        catch (CloudException e)
        {
            return new UpdateOutcome.NotSent(e.Failure) { HasPartialEffect = hasEffect };
        }
        catch (OperationCanceledException)
        {
            return new UpdateOutcome.Stale { HasPartialEffect = hasEffect };
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<UpdateOutcome> UpdateAsync(
        RegionClient region, IReadOnlyList<string> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (update.Property is { Name: "monitoring", Value: var value })
        {
            return (await region.Instances.SetMonitoringAsync(ids, value == "true", precondition, cancellationToken).ConfigureAwait(false))
                .ToUpdate();
        }

        if (update.Property is { } property)
        {
            Ec2Host host = _hosts.First(h => h.Region == region.Region && h.Properties.Contains(property));
            RegionCatalog catalog = await _catalogs.OfAsync(region.Region, cancellationToken).ConfigureAwait(false);
            return await Updates.SetGroupsAsync(region, ids.Single(), host, catalog, precondition, cancellationToken)
                .ConfigureAwait(false);
        }

        return update.Action is { } action
            ? await Updates.ActAsync(region, ids.Single(), action, precondition, cancellationToken).ConfigureAwait(false)
            : await Updates.TagAsync(region, ids, update, precondition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The regions to read, after the account was checked.</summary>
    private Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Another account stays another account; other failures may not occur again.
            if (_regions is null or { Completed.IsCanceled: true } || _regions.Completed?.Exception?.InnerException is CloudException)
            {
                _regions = new(ReadRegionsAsync(cancellationToken));
            }

            return _regions.GetAsync();
        }
    }

    private async Task<IReadOnlyList<string>> ReadRegionsAsync(CancellationToken cancellationToken)
    {
        await AccountIdentity.RequireAsync(_client, _settings.AccountId, cancellationToken).ConfigureAwait(false);
        if (_hosts.Count > 0)
        {
            return [.. _settings.ReadRegions.Concat(_hosts.Select(h => h.Region)).Distinct().Order(StringComparer.Ordinal)];
        }

        Listing<AwsRegion> regions = await _client.In(_settings.HomeRegion).Catalog.ListRegionsAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. regions.Items.Where(r => r.IsEnabled).Select(r => r.Name)];
    }

    private async Task<RegionClient> RegionOfAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (_reader.RegionOf(id.Value) is null)
        {
            await _reader.FindAsync(id.Value, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        }

        return _client.In(_reader.RegionOf(id.Value) ?? throw new CloudException(
            new(ErrorCodes.MachineNotFound, $"instance {id} does not exist in the regions that were read"), FailureKind.Refused));
    }

    private async Task<IEnumerable<IGrouping<string, string>>> ByRegionAsync(
        IReadOnlyList<ResourceId> ids, CancellationToken cancellationToken)
    {
        List<(string Region, string Id)> found = [];
        foreach (ResourceId id in ids)
        {
            found.Add(((await RegionOfAsync(id, cancellationToken).ConfigureAwait(false)).Region, id.Value));
        }

        return found.GroupBy(f => f.Region, f => f.Id, StringComparer.Ordinal);
    }

    private ClientTokens? UseTokens(string? ownerTag)
    {
        lock (_gate)
        {
            return ownerTag is null
                ? _tokens
                : _tokens ??= new(_settings.AccountId, _project, AwsTags.EnvironmentOf(ownerTag));
        }
    }

    private static bool IsInstanceId(ResourceId id) => id.Value.StartsWith("i-", StringComparison.Ordinal);
}
