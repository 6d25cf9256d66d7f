using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads the account during a run: one list per polling interval, and more where evidence is required.</summary>
internal sealed class RunObserver(AccountSession session, RunClock clock)
{
    private static readonly TimeSpan LateAfter = EngineTimeouts.ReadsStayFresh / 2;

    private AccountSnapshot? _last;

    /// <summary>Takes the snapshot before the run, for the size of the account and its spelling of the environment tag.</summary>
    public void Begin(AccountSnapshot snapshot) => _last = snapshot;

    public async Task<Observation> ReadAsync(ObservationRequest request, CancellationToken cancellationToken)
    {
        TimeSpan drift = clock.Now.Drift;
        RequestPriority priority = request.IsUrgent ? RequestPriority.Working : RequestPriority.Polling;
        Task<CreationEvidence?>? evidence = request.Log ? session.ReadEvidenceAsync(priority, cancellationToken) : null;
        bool isComplete = request.Complete || request.Absent > CostOfCompleteRead;
        Listed listed = request.OnlyById ? new([], IsComplete: false, IsWhole: false, clock.Timestamp, ServerTime: null)
            : isComplete ? await CompleteAsync(request, priority, cancellationToken).ConfigureAwait(false)
            : Of(await session.PollAsync(priority, _last!, cancellationToken).ConfigureAwait(false), isComplete: false);

        ResourceId[] absent = [.. request.QueriedIds.Where(id => !listed.Machines.ContainsKey(id)).Order()];
        if (absent.Length > 0 && !listed.IsComplete && absent.Length > CostOfCompleteRead)
        {
            Listed complete = await CompleteAsync(request, priority, cancellationToken).ConfigureAwait(false);
            listed = listed with { Machines = complete.Machines, IsComplete = true, IsWhole = complete.IsWhole };
            absent = [.. request.QueriedIds.Where(id => !listed.Machines.ContainsKey(id)).Order()];
        }

        CreationLog? log = evidence is null
            ? null
            : CreationLog.Of(await evidence.ConfigureAwait(false), listed.ServerTime, session.Timeouts.SettleWindow);
        ResourceId[] unlisted = log is null ? [] : [.. log.Creates.Where(id => !listed.Machines.ContainsKey(id)).Order()];
        bool tooMany = absent.Length > CostOfCompleteRead || unlisted.Length > SettledReader.MaxReadById;
        IEnumerable<ResourceId> ids = request.ReadById
            .Concat(absent.Length > CostOfCompleteRead ? [] : absent)
            .Concat(unlisted.Length > SettledReader.MaxReadById ? [] : unlisted);
        (HashSet<ResourceId> existing, HashSet<ResourceId> notFound) =
            await ReadByIdAsync(listed.Machines, [.. ids.Distinct()], priority, request.OnlyById, cancellationToken).ConfigureAwait(false);

        return new Observation
        {
            StartedAt = clock.At(listed.SentAt),
            Drift = drift,
            Machines = listed.Machines,
            Actual = Inventory.Classify(session.Ownership, TagPermission.Require([.. listed.Machines.Values], session.Terms)),
            QueriedIds = request.QueriedIds,
            ReadById = existing,
            NotFound = notFound,
            IsComplete = listed.IsComplete,
            IsWhole = listed.IsWhole,
            LogIsClear = log is { IsReliable: true } && !tooMany && unlisted.All(existing.Contains),
            ServerTime = listed.ServerTime,
        };
    }

    /// <summary>The cost of a complete read in requests, and with it the largest number of machines worth reading by id.</summary>
    private int CostOfCompleteRead => Math.Max(2, _last?.ReadCost ?? 0);

    private async Task<Listed> CompleteAsync(ObservationRequest request, RequestPriority priority, CancellationToken cancellationToken)
    {
        _last = await session.ReadAsync(request.Hosts, priority, _last, cancellationToken).ConfigureAwait(false);
        return Of(_last, isComplete: true);
    }

    private static Listed Of(AccountSnapshot snapshot, bool isComplete) =>
        new(snapshot.Machines.ToDictionary(m => m.Id), isComplete, isComplete && snapshot.IsWhole, snapshot.SentAt, snapshot.ServerTime);

    /// <summary>Reads machines by their ids, all at the same time. A machine whose read fails or takes long counts as not read, unless
    /// there is nothing else in the poll.</summary>
    private async Task<(HashSet<ResourceId> Existing, HashSet<ResourceId> NotFound)> ReadByIdAsync(
        Dictionary<ResourceId, Machine> machines,
        ResourceId[] ids,
        RequestPriority priority,
        bool isAll,
        CancellationToken cancellationToken)
    {
        HashSet<ResourceId> existing = [];
        HashSet<ResourceId> notFound = [];
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<Dated<Machine?>>[] reads = [.. ids.Select(id => session.ReadMachineAsync(id, priority, late.Token))];
        await WaitAsync(reads, late).ConfigureAwait(false);
        bool mustSucceed = isAll && !reads.Any(r => r.IsCompletedSuccessfully);
        foreach ((ResourceId id, Task<Dated<Machine?>> read) in ids.Zip(reads))
        {
            try
            {
                if ((await read.ConfigureAwait(false)).Value is { } machine)
                {
                    machines[id] = machine;
                    existing.Add(id);
                }
                else
                {
                    machines.Remove(id);
                    notFound.Add(id);
                }
            }
            catch (CloudException e) when (!mustSucceed && e.Kind is (FailureKind.Unclear or FailureKind.NotSent))
            {
                // Not read.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Too late.
            }
        }

        return (existing, notFound);
    }

    /// <summary>Waits for the reads. Reads that take long, because they have to be repeated, are canceled if others have succeeded: writes
    /// rely on the latter while they are fresh.</summary>
    private async Task WaitAsync(Task<Dated<Machine?>>[] reads, CancellationTokenSource late)
    {
        Task all = Task.WhenAll(reads);
        if (all.IsCompleted)
        {
            return;
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(late.Token);
        await Task.WhenAny(all, clock.Delay(clock.Now.Elapsed + LateAfter, over.Token)).ConfigureAwait(false);
        over.Cancel();
        if (reads.Any(r => r.IsCompletedSuccessfully))
        {
            late.Cancel();
        }

        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed record Listed(
        Dictionary<ResourceId, Machine> Machines, bool IsComplete, bool IsWhole, long SentAt, DateTimeOffset? ServerTime);
}
