using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>The account of a driver that may have defects (spec interface.md 8.13): an unexpected exception is an outcome or a failed
/// read. It is reported by its type, because its message can contain a secret.</summary>
internal sealed class CheckedAccount(ICloudAccount account) : ICloudAccount
{
    public CloudFacts Facts => account.Facts;

    public IReadOnlyList<IResourceKind> Kinds { get; } = [.. account.Kinds.Select(k => new CheckedKind(k))];

    public TimeSpan ThrottledTime => account.ThrottledTime;

    public bool HasSpareBudget => account.HasSpareBudget;

    public Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) => ReadAsync(
        nameof(ReadAsync),
        async () => WithDistinctIds(await account.ReadAsync(request, cancellationToken).ConfigureAwait(false)),
        cancellationToken);

    public Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken) => ReadAsync(
        nameof(PollAsync),
        async () => WithDistinctIds(await account.PollAsync(request, cancellationToken).ConfigureAwait(false)),
        cancellationToken);

    public Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(nameof(ReadMachineAsync), () => account.ReadMachineAsync(id, priority, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<string>> ReadSnapshotsAsync(
        ResourceId id, RequestPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(nameof(ReadSnapshotsAsync), () => account.ReadSnapshotsAsync(id, priority, cancellationToken), cancellationToken);

    public Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(nameof(ReadEvidenceAsync), () => account.ReadEvidenceAsync(priority, cancellationToken), cancellationToken);

    public Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> hosts, CancellationToken cancellationToken) =>
        ReadAsync(nameof(ReadPreflightAsync), () => account.ReadPreflightAsync(hosts, cancellationToken), cancellationToken);

    public Task<Preflight> CompletePreflightAsync(Preflight preflight, CancellationToken cancellationToken) => ReadAsync(
        nameof(CompletePreflightAsync), () => account.CompletePreflightAsync(preflight, cancellationToken), cancellationToken);

    public Task<Preflight> ReadPricesAsync(
        Preflight preflight, IReadOnlyList<Machine> machines, CancellationToken cancellationToken) => ReadAsync(
        nameof(ReadPricesAsync), () => account.ReadPricesAsync(preflight, machines, cancellationToken), cancellationToken);

    public Task PrepareCreatesAsync(CancellationToken cancellationToken) => ReadAsync(
        nameof(PrepareCreatesAsync),
        async () =>
        {
            await account.PrepareCreatesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync<CreateOutcome>(
            nameof(CreateAsync),
            () => account.CreateAsync(order, precondition, cancellationToken),
            failure => new CreateOutcome.Unclear(failure));

    public Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync<DeleteOutcome>(
            nameof(DeleteAsync),
            () => account.DeleteAsync(id, precondition, cancellationToken),
            failure => new DeleteOutcome.Failed(failure));

    public Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync<UpdateOutcome>(
            nameof(UpdateAsync),
            () => account.UpdateAsync(ids, update, precondition, cancellationToken),
            failure => new UpdateOutcome.Unclear(failure));

    public void Dispose() => account.Dispose();

    private static AccountSnapshot WithDistinctIds(AccountSnapshot snapshot)
    {
        HashSet<ResourceId> ids = [];
        return snapshot.Machines.FirstOrDefault(m => !ids.Add(m.Id)) is not { } copy ? snapshot : throw new CloudException(
            new(ErrorCodes.ApiError, $"API error: two machines have the id '{copy.Id}'", "a copy of a machine needs an id of its own"),
            FailureKind.Unclear);
    }

    internal static async Task<T> ReadAsync<T>(string member, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (CloudException or CloudProviderException)
            && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw Failed(member, e);
        }
    }

    internal static async Task<T> WriteAsync<T>(string member, Func<Task<T>> write, Func<CloudFailure, T> outcome)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return outcome(Failed(member, e).Failure);
        }
    }

    private static CloudException Failed(string member, Exception e) =>
        new(new(ErrorCodes.ApiError, $"API error: the driver failed in {member}: {e.GetType().Name}"), FailureKind.Unclear);
}
