using System.Collections.Concurrent;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Reads the instances of an environment in every region (spec aws.md 6.4).</summary>
/// <param name="client">The client.</param>
/// <param name="regions">Reads the names of the regions.</param>
/// <param name="project">The project, or null.</param>
/// <param name="hosts">The declared hosts.</param>
internal sealed class AccountReader(
    AwsClient client, Func<CancellationToken, Task<IReadOnlyList<string>>> regions, string? project, IReadOnlyList<Ec2Host> hosts)
{
    private readonly ConcurrentDictionary<string, string> _regions = client.RegionsOfInstances;

    /// <summary>Called with each instance that was read, with its tags.</summary>
    public required Action<AwsInstance> Observed { get; init; }

    /// <summary>The beginning of the tokens of a host; null without an environment.</summary>
    public required Func<string, string?> TokenPrefix { get; init; }

    /// <summary>The region of an instance that was read or created; null for any other one.</summary>
    public string? RegionOf(string id) => _regions.GetValueOrDefault(id);

    public void Add(string id, string region) => _regions[id] = region;

    public async Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = await regions(cancellationToken).ConfigureAwait(false);
        Ec2Snapshot snapshot = new();
        await AddAsync(
            snapshot,
            names,
            request.OwnerTag is { } owner ? [Ec2Filter.Tag(AwsTags.Environment, AwsTags.EnvironmentOf(owner))] : [],
            mayLackTags: request.OwnerTag is null,
            request.Priority,
            cancellationToken).ConfigureAwait(false);
        if (request.OwnerTag is not null)
        {
            await Task.WhenAll(
                AddByNameAsync(snapshot, names, request, cancellationToken),
                AddByTokenAsync(snapshot, names, request, cancellationToken)).ConfigureAwait(false);
        }

        return snapshot.ToAccount(isWhole: request.OwnerTag is null, names.Count);
    }

    /// <summary>One list per region in which an instance of the environment is declared or was shown; per region if there is
    /// none.</summary>
    public async Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.OwnerTag is not { } owner)
        {
            return await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> names = await regions(cancellationToken).ConfigureAwait(false);
        HashSet<string> used = [.. hosts.Select(h => h.Region), .. _regions.Values];
        string[] polled = [.. names.Where(used.Contains)];
        Ec2Snapshot snapshot = new();
        Ec2Filter filter = Ec2Filter.Tag(AwsTags.Environment, AwsTags.EnvironmentOf(owner));
        await AddAsync(
            snapshot, polled.Length > 0 ? polled : names, [filter], mayLackTags: false, request.Priority, cancellationToken)
            .ConfigureAwait(false);
        return snapshot.ToAccount(isWhole: false, names.Count);
    }

    public async Task<Dated<Machine?>> FindAsync(string id, RequestPriority priority, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = RegionOf(id) is { } known
            ? [known]
            : await regions(cancellationToken).ConfigureAwait(false);
        Dated<Machine?>[] found =
            await Task.WhenAll(names.Select(n => FindAsync(id, n, priority, cancellationToken))).ConfigureAwait(false);
        return found.FirstOrDefault(f => f.Value is not null) ?? found[0];
    }

    private async Task<Dated<Machine?>> FindAsync(string id, string region, RequestPriority priority, CancellationToken cancellationToken)
    {
        RegionClient regional = client.In(region);
        Dated<AwsInstance?> read = await regional.Instances.FindAsync(id, priority, cancellationToken).ConfigureAwait(false);
        if (read.Value is not { } instance)
        {
            return new(null, read.ServerTime, read.SentAt);
        }

        IReadOnlyList<AwsInstance> complete = await InstanceTags.CompleteAsync(
            regional, [instance], mayLackTags: true, priority, cancellationToken).ConfigureAwait(false);
        return new(Known(complete[0], region), read.ServerTime, read.SentAt);
    }

    private Task AddByNameAsync(
        Ec2Snapshot snapshot, IReadOnlyList<string> names, SnapshotRequest request, CancellationToken cancellationToken)
    {
        string[] missing = [.. request.Missing(snapshot.Machines)];
        return missing.Length == 0
            ? Task.CompletedTask
            : AddAsync(snapshot, names, [Ec2Filter.Tag(AwsTags.Name, missing)], mayLackTags: false, request.Priority, cancellationToken);
    }

    private Task AddByTokenAsync(
        Ec2Snapshot snapshot, IReadOnlyList<string> names, SnapshotRequest request, CancellationToken cancellationToken)
    {
        // Another project can have an environment and a host of the same names.
        HashSet<string> shown =
        [
            .. snapshot.Machines.Where(m => m.State is not (MachineState.Terminating or MachineState.Terminated))
                .Where(m => m.Tags!.Contains(request.OwnerTag) && AwsTags.ProjectOf(m.Tags!) == project)
                .SelectMany(m => m.Tags!),
        ];
        string[] prefixes =
        [
            .. hosts.Select(h => h.Name).Where(h => !shown.Contains(AwsTags.OfHost(h))).Select(TokenPrefix).OfType<string>(),
        ];
        return prefixes.Length == 0
            ? Task.CompletedTask
            : AddAsync(
                snapshot,
                names,
                [new Ec2Filter("client-token", [.. prefixes.Select(p => p + "*")])],
                mayLackTags: false,
                request.Priority,
                cancellationToken);
    }

    private Task AddAsync(
        Ec2Snapshot snapshot,
        IReadOnlyList<string> names,
        IReadOnlyList<Ec2Filter> filters,
        bool mayLackTags,
        RequestPriority priority,
        CancellationToken cancellationToken) => Task.WhenAll(names.Select(async name =>
    {
        RegionClient region = client.In(name);
        Listing<AwsInstance> list = await region.Instances.ListAsync(filters, priority, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<AwsInstance> complete = await InstanceTags.CompleteAsync(
            region, list.Items, mayLackTags, priority, cancellationToken).ConfigureAwait(false);
        snapshot.Add([.. complete.Select(i => Known(i, name))], list.ServerTime, list.SentAt);
    }));

    private Ec2Machine Known(AwsInstance instance, string region)
    {
        Add(instance.Id, region);
        Observed(instance);
        return Ec2Machine.Of(instance, region);
    }
}
