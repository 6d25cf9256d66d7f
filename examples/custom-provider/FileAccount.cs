using FileHosts.Machines;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace FileHosts;

/// <summary>The file as an account. Reads return everything or throw; writes change the file at most once and return what
/// happened.</summary>
internal sealed class FileAccount(MachineFile file, TimeProvider clock) : ICloudAccount
{
    public CloudFacts Facts { get; } = new()
    {
        RepeatedCreate = RepeatedCreate.NameRefused,
        TagsAreAtomic = true,
        MachinesPerUpdate = 100,
    };

    public Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        Task.Run(Read, cancellationToken);

    public Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            AccountSnapshot all = Read();
            return new Dated<Machine?>(all.Machines.FirstOrDefault(m => m.Id == id), all.ServerTime, all.SentAt);
        },
        cancellationToken);

    public async Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken)
    {
        DeclaredHost host = order.Hosts[0];
        try
        {
            return await file.ChangeAsync<CreateOutcome>(
                list =>
                {
                    if (list.Find(host.MachineName) is { } other)
                    {
                        return (null, new CreateOutcome.Refused(
                            new CloudFailure(ErrorCodes.MachineExists, $"a machine '{other.Name}' exists ({other.Id})")));
                    }

                    if (!precondition())
                    {
                        return (null, new CreateOutcome.Stale());
                    }

                    MachineList next = list.With(host.MachineName, host.Size, clock.GetUtcNow(), order.Tags);
                    return (next, new CreateOutcome.Accepted([next.Machines[^1].ToMachine()]));
                },
                cancellationToken);
        }
        catch (CloudException failed)
        {
            return CreateOutcome.Of(failed);
        }
    }

    public async Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ChangeAsync<DeleteOutcome>(
                list => list.Find(id) is null ? (null, new DeleteOutcome.NotFound())
                    : !precondition() ? (null, new DeleteOutcome.Stale())
                    : (list with { Machines = [.. list.Machines.Where(m => !m.Is(id))] }, new DeleteOutcome.Accepted()),
                cancellationToken);
        }
        catch (CloudException failed)
        {
            return DeleteOutcome.Of(failed);
        }
    }

    public async Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ChangeAsync<UpdateOutcome>(
                list => ids.FirstOrDefault(id => list.Find(id) is null) is { Value.Length: > 0 } missing
                        ? (null, new UpdateOutcome.NotFound(new CloudFailure(ErrorCodes.MachineNotFound, $"there is no machine {missing}")))
                    : !precondition() ? (null, new UpdateOutcome.Stale())
                    : (Tagged(list, ids, update), new UpdateOutcome.Accepted()),
                cancellationToken);
        }
        catch (CloudException failed)
        {
            return UpdateOutcome.Of(failed);
        }
    }

    public void Dispose() { }

    // Both times are taken before the read: a machine is at least as old as they state.
    private AccountSnapshot Read() => new()
    {
        SentAt = clock.GetTimestamp(),
        ServerTime = clock.GetUtcNow(),
        Machines = [.. file.Read().Machines.Select(m => m.ToMachine()).OrderBy(m => m.Id)],
        IsWhole = true,
    };

    private static MachineList Tagged(MachineList list, IReadOnlyList<ResourceId> ids, MachineUpdate update) => list with
    {
        Machines =
        [
            .. list.Machines.Select(m => !ids.Any(m.Is) ? m : m with
            {
                Tags =
                [
                    .. m.Tags.Concat(update.AddTags).Distinct(StringComparer.OrdinalIgnoreCase)
                    .Except(update.RemoveTags, StringComparer.OrdinalIgnoreCase),
                ],
            }),
        ],
    };
}
