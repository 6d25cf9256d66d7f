using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Clouds;

/// <summary>A connection to a cloud in memory.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="link">The network to it.</param>
/// <param name="context">The clock of the client, and the receiver of waits.</param>
public sealed class MemoryAccount(MemoryCloud cloud, MemoryLink link, CloudContext context) : ICloudAccount
{
    private const string Lost = "API error: no response";

    private readonly MemoryWrites _writes = new(cloud, link, context);

    public CloudFacts Facts => cloud.Traits.Facts;

    public IReadOnlyList<IResourceKind> Kinds { get; init; } = [];

    public TimeSpan ThrottledTime => _writes.ThrottledTime;

    public Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        ListAsync(MemoryRequestKind.Read, request, cancellationToken);

    public Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        ListAsync(MemoryRequestKind.Poll, request, cancellationToken);

    public async Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(MemoryRequestKind.Get, [id]);
        long sentAt = context.TimeProvider.GetTimestamp();
        MemoryFault fault = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        (Machine? shown, DateTimeOffset? then) = (cloud.Find(id)?.Read(cloud.Time.Elapsed), cloud.ServerTime);
        await ReturnAsync(request, shown is null ? [] : [shown], fault, cancellationToken).ConfigureAwait(false);
        return new(shown, then, sentAt);
    }

    public async Task<IReadOnlyList<string>> ReadSnapshotsAsync(
        ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(MemoryRequestKind.Snapshots, [id]);
        MemoryFault fault = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        string[] shown = [.. cloud.Find(id)?.ListedSnapshots(cloud.Time.Elapsed) ?? []];
        await ReturnAsync(request, [], fault, cancellationToken).ConfigureAwait(false);
        return shown;
    }

    public async Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        if (!cloud.Traits.HasEvidence)
        {
            return null;
        }

        MemoryRequest request = new(MemoryRequestKind.Log, []);
        MemoryFault fault = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        CreationEvidence? evidence = cloud.Evidence;
        await ReturnAsync(request, [], fault, cancellationToken).ConfigureAwait(false);
        return fault == MemoryFault.LogForbidden ? null : evidence;
    }

    public Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> hosts, CancellationToken cancellationToken) =>
        Task.FromResult(new Preflight { Prices = cloud.Traits.Prices });

    public Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken) =>
        _writes.CreateAsync(order, precondition, cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken) =>
        _writes.DeleteAsync(id, precondition, cancellationToken);

    public Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken) =>
        _writes.UpdateAsync(ids, update, precondition, cancellationToken);

    public void Dispose()
    {
    }

    private async Task<AccountSnapshot> ListAsync(MemoryRequestKind kind, SnapshotRequest asked, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(kind, []);
        long sentAt = context.TimeProvider.GetTimestamp();
        MemoryFault fault = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        bool isWhole = asked.OwnerTag is null || (cloud.Traits.ReadsWhole && kind == MemoryRequestKind.Read);
        HashSet<string> names = kind == MemoryRequestKind.Read ? new(asked.Names, StringComparer.OrdinalIgnoreCase) : [];
        Machine[] shown =
        [
            .. cloud.All.Select(m => m.Listed(cloud.Time.Elapsed)).OfType<Machine>()
                .Where(m => isWhole || names.Contains(m.Name) || m.Tags!.Contains(asked.OwnerTag!, StringComparer.OrdinalIgnoreCase))
                .OrderBy(m => m.Id),
        ];
        DateTimeOffset? then = cloud.ServerTime;
        await ReturnAsync(request, shown, fault, cancellationToken).ConfigureAwait(false);
        return new AccountSnapshot { Machines = shown, IsWhole = isWhole, ServerTime = then, SentAt = sentAt };
    }

    private async Task<MemoryFault> SendAsync(MemoryRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MemoryFault fault = link.Choose(request);
        if (fault == MemoryFault.Throttled)
        {
            await _writes.ThrottleAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await link.SendAsync(request).ConfigureAwait(false);
        return fault;
    }

    private async Task ReturnAsync(
        MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault, CancellationToken cancellationToken)
    {
        if (fault == MemoryFault.Slow)
        {
            await Pause.ForAsync(link.Delay(fault, TimeSpan.FromSeconds(60)), cloud.Time, cancellationToken).ConfigureAwait(false);
        }

        await link.ReturnAsync(request, shown, fault).ConfigureAwait(false);
        CloudException? failure = fault switch
        {
            MemoryFault.ReadFailed => new(new(ErrorCodes.ApiError, Lost, IsTransient: true), FailureKind.Unclear),
            MemoryFault.Forbidden => new(new(ErrorCodes.Forbidden, "the credentials do not permit this"), FailureKind.Refused),
            MemoryFault.RateLimited => new(new(ErrorCodes.RateLimited, "too many requests", IsTransient: true), FailureKind.RateLimited),
            _ => null,
        };
        if (failure is not null)
        {
            throw failure;
        }
    }
}
