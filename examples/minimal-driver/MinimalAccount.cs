using System.Collections.Concurrent;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace MinimalCloud;

/// <summary>The account. It takes the time before each read, so that a machine is at least as old as the engine calculates.</summary>
internal sealed class MinimalAccount(ConcurrentDictionary<ResourceId, Machine> machines, TimeProvider clock) : ICloudAccount
{
    private static readonly CloudFailure Missing = new(ErrorCodes.MachineNotFound, "there is no such machine");

    public CloudFacts Facts { get; } = new() { TagsAreAtomic = true };

    public Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountSnapshot
        {
            SentAt = clock.GetTimestamp(),
            ServerTime = clock.GetUtcNow(),
            Machines = [.. machines.Values.OrderBy(m => m.Id)],
            IsWhole = true,
        });

    public Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken)
    {
        (DateTimeOffset now, long sentAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        return Task.FromResult(new Dated<Machine?>(machines.GetValueOrDefault(id), now, sentAt));
    }

    public Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return Task.FromResult<CreateOutcome>(new CreateOutcome.Stale());
        }

        DeclaredHost host = order.Hosts[0];
        Machine machine = new()
        {
            Id = new ResourceId(Guid.NewGuid().ToString()),
            Name = host.MachineName,
            State = MachineState.Running,
            Status = "running",
            CreatedAt = clock.GetUtcNow(),
            Region = host.Region,
            Size = host.Size,
            Tags = order.Tags,
        };
        machines[machine.Id] = machine;
        return Task.FromResult<CreateOutcome>(new CreateOutcome.Accepted([machine]));
    }

    public Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken)
    {
        bool isStale = cancellationToken.IsCancellationRequested || !precondition();
        return Task.FromResult<DeleteOutcome>(
            isStale ? new DeleteOutcome.Stale()
            : machines.TryRemove(id, out _) ? new DeleteOutcome.Accepted()
            : new DeleteOutcome.NotFound());
    }

    public Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return Task.FromResult<UpdateOutcome>(new UpdateOutcome.Stale());
        }

        // MachinesPerUpdate is 1.
        if (!machines.TryGetValue(ids[0], out Machine? machine))
        {
            return Task.FromResult<UpdateOutcome>(new UpdateOutcome.NotFound(Missing));
        }

        IEnumerable<string> kept = machine.Tags!.Except(update.RemoveTags, StringComparer.OrdinalIgnoreCase);
        machines[ids[0]] = machine with { Tags = [.. kept.Union(update.AddTags, StringComparer.OrdinalIgnoreCase)] };
        return Task.FromResult<UpdateOutcome>(new UpdateOutcome.Accepted());
    }

    public void Dispose()
    {
    }
}
