using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Resources;

/// <summary>Applies the changes of resources other than machines: sends requests, waits, reads the kinds, and passes every outcome to
/// <see cref="ResourceTransitions"/>.</summary>
internal sealed class ResourceRun
{
    private const int MaxInFlight = 8;
    private const int MaxRefusedReads = 3;

    private static readonly TimeSpan ShortInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FinalReadTimeout = TimeSpan.FromSeconds(30);

    private readonly AccountSession _session;
    private readonly RunClock _clock;
    private readonly List<ResourceOperation> _operations;
    private readonly List<InfraEvent> _events = [];
    private readonly ResourceEnds _ends;
    private readonly ResourceTransitions _transitions;
    private readonly PendingRequests _pending = new();
    private readonly Dictionary<string, ResourceList> _lists = new(StringComparer.Ordinal);
    private ActualState? _machines;
    private TimeSpan? _lastRead;
    private int _refusedReads;

    public ResourceRun(AccountSession session, InfraPlan plan, RunClock clock)
    {
        (_session, _clock) = (session, clock);
        _operations =
        [
            .. plan.Changes.Where(c => c.Kind != ResourceKind.Host && c.Actions != ResourceActions.None)
                .Select(Operation).OrderBy(o => o.Stage).ThenBy(o => o.Rank),
        ];
        HashSet<ResourceId> deleted = [.. plan.HostChanges.Where(c => c.Deletes).Select(c => c.Id!.Value)];
        _ends = new(_operations, _events);
        _transitions = new(session.Terms, session.Timeouts, deleted, _operations, _ends, _events);
    }

    /// <summary>Whether a request was sent that changed the account, or may have.</summary>
    public bool HasChangedAnything => _operations.Exists(o => o.IsSent);

    /// <summary>The failure of a firewall, or null: new hosts could be reachable without it.</summary>
    public CloudFailure? FirewallFailure =>
        _operations.Find(o => o is { Change: { Kind: ResourceKind.Firewall, Deletes: false }, Failure: not null })?.Failure;

    /// <summary>Whether an operation has failed.</summary>
    public bool HasFailed => _operations.Exists(o => o.Failure is not null);

    /// <summary>Holds the attachments of hosts that are replaced later in the run.</summary>
    public void Hold(IReadOnlyCollection<string> hosts) =>
        _operations.ForEach(o => o.IsHeld = o.Declared?.Host is { } host && hosts.Contains(host));

    /// <summary>Ends the attachments of hosts that this run does not replace.</summary>
    public void Skip(IReadOnlyCollection<string> hosts, string reason)
    {
        _operations.FindAll(o => !o.IsSettled && o.Declared?.Host is { } host && hosts.Contains(host))
            .ForEach(o => _ends.Skip(o, reason));
        Report();
    }

    /// <summary>Runs a stage to its end, or until it is stopped: then no more requests are sent, and requests in flight are
    /// awaited.</summary>
    /// <param name="stage">The stage; earlier ones must have run.</param>
    /// <param name="keepUndeclared">Whether undeclared resources are not deleted.</param>
    /// <param name="stop">Stops the run.</param>
    /// <returns>Whether it was stopped before it was done.</returns>
    public async Task<bool> RunAsync(ResourceStage stage, bool keepUndeclared, CancellationToken stop)
    {
        _transitions.Begin(stage, keepUndeclared || HasFailed, _clock.Now);
        _lastRead = null;
        while (true)
        {
            Report();
            bool isDone = IsDone(stage);
            if (!stop.IsCancellationRequested && !isDone)
            {
                Launch(stage, stop);
            }

            Report();
            if (_pending.IsEmpty && (isDone || stop.IsCancellationRequested))
            {
                break;
            }

            IReadOnlyList<Action> completed = _pending.TakeCompleted(_clock.Now.Elapsed, inOrder: false);
            if (completed.Count == 0)
            {
                await NextAsync(stage, stop).ConfigureAwait(false);
            }

            foreach (Action complete in completed)
            {
                complete();
                Report();
            }
        }

        if (IsDone(stage))
        {
            return false;
        }

        await ReadFinallyAsync(stage).ConfigureAwait(false);
        Report();
        return true;
    }

    /// <summary>The outcome of every change.</summary>
    /// <param name="failure">Why nothing was sent for the rest; null if the run was stopped.</param>
    public IReadOnlyList<ResourceOutcome> Outcomes(Problem? failure) => [.. _operations.Select(o => o.Outcome(failure))];

    private ResourceOperation Operation(ResourceChange change)
    {
        IResourceKind kind = _session.Account.Kinds.FirstOrDefault(k => k.Kind == change.Kind)
            ?? throw _session.Terms.Failure(ErrorCodes.PlanStale, $"the plan changes a {change.Kind}, which this provider does not manage");
        return new(kind, change, change.Deletes ? null : _session.Desired.ResourcesOf(change.Kind).First(r => r.Name == change.Name));
    }

    private bool IsDone(ResourceStage stage) => _operations.TrueForAll(o =>
        !o.IsIn(stage) || (stage == ResourceStage.Final ? o.IsSettled : o.IsPassed && o.Phase != ResourcePhase.Sending));

    private void Launch(ResourceStage stage, CancellationToken stop)
    {
        while (_pending.Count(PendingKind.Update) < MaxInFlight && _transitions.Next(stage, _clock.Now) is { } next)
        {
            Report();
            _pending.Add(
                PendingKind.Update,
                SendAsync(next, () => ResourceTransitions.IsFresh(next, _clock.Now) && !stop.IsCancellationRequested, stop),
                outcome => _transitions.Completed(next, outcome, _clock.Now));
        }

        if (_pending.Count(PendingKind.Read) == 0 && NextRead(stage) is { } due && due <= _clock.Now.Elapsed)
        {
            _pending.Add(PendingKind.Read, TryReadAsync(stage, stop), failure => ReadEnded(failure, stop));
        }
    }

    private Task<UpdateOutcome> SendAsync(ResourceOperation operation, Func<bool> precondition, CancellationToken stop)
    {
        ResourceContext context = State().Context;
        DeclaredResource? declared = operation.Declared;
        return declared is null ? operation.Kind.DeleteAsync(operation.Actual!, precondition, stop)
            : operation.Actual is { } actual
                ? operation.Kind.UpdateAsync(declared, actual, operation.Fields, context, precondition, stop)
            : operation.Kind.CreateAsync(
                declared, new ResourceMarks(_session.Ownership).TagsFor(operation.Kind, declared), context, precondition, stop);
    }

    /// <summary>When the next read is due; null if none is.</summary>
    private TimeSpan? NextRead(ResourceStage stage)
    {
        EngineTime now = _clock.Now;
        ResourceOperation[] open = [.. _operations.Where(o => o.IsIn(stage) && !o.IsSettled && o.Phase != ResourcePhase.Sending)];
        if (open.Length == 0 || Array.Exists(open, o => o.Phase == ResourcePhase.Ready && ResourceTransitions.IsFresh(o, now)
            && _transitions.IsTurn(o, stage) && _pending.Count(PendingKind.Update) < MaxInFlight))
        {
            return null; // A read follows the request.
        }

        TimeSpan interval = now.HasSpareBudget && ShortInterval < _session.Timeouts.PollInterval
            ? ShortInterval : _session.Timeouts.PollInterval;
        return _lastRead is { } last ? last + interval : now.Elapsed;
    }

    private async Task NextAsync(ResourceStage stage, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        TimeSpan? due = _pending.Count(PendingKind.Read) > 0 ? null : NextRead(stage);
        Task[] timer = stop.IsCancellationRequested ? [] : [_clock.Delay(due, over.Token)];
        await Task.WhenAny(_pending.Incomplete.Concat(timer)).ConfigureAwait(false);
        over.Cancel();
    }

    /// <summary>Reads each kind with an open operation once, and the machines if one has to be attached.</summary>
    private async Task<CloudFailure?> TryReadAsync(ResourceStage stage, CancellationToken cancellationToken)
    {
        try
        {
            EngineTime begin = _clock.Now;
            RequestPriority priority = _lastRead is null ? RequestPriority.Working : RequestPriority.Polling;
            IResourceKind[] kinds = [.. _session.Account.Kinds.Where(k => IsRead(k.Kind, stage))];
            Task<ResourceList>[] reads = [.. kinds.Select(k => ReadAsync(k, priority, cancellationToken))];
            Task<AccountSnapshot>? machines = _operations.Exists(o => o.NeedsMachines(stage))
                ? _session.ReadAsync([.. _session.Desired.Hosts.Select(h => h.Name)], priority, null, cancellationToken)
                : null;
            await Task.WhenAll(machines is null ? reads : [.. reads, machines]).ConfigureAwait(false);
            ResourceList[] lists = await Task.WhenAll(reads).ConfigureAwait(false);
            if (machines is not null)
            {
                AccountSnapshot snapshot = await machines.ConfigureAwait(false);
                _machines = Inventory.Classify(_session.Ownership, snapshot.Machines);
            }

            for (int i = 0; i < kinds.Length; i++)
            {
                _lists[kinds[i].Kind] = lists[i];
            }

            Observe(kinds, stage, begin);
            return null;
        }
        catch (CloudException e)
        {
            return e.Failure;
        }
        catch (CloudProviderException e)
        {
            return new CloudFailure(e.Code, e.Problems[0].Message, e.Hint, IsTransient: e.IsTransient);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private bool IsRead(string kind, ResourceStage stage) =>
        _operations.Exists(o => o.Change.Kind == kind && o.IsIn(stage) && !o.IsSettled)
        || (!_lists.ContainsKey(kind) && _session.Desired.ResourcesOf(kind).Any());

    private async Task<ResourceList> ReadAsync(IResourceKind kind, RequestPriority priority, CancellationToken cancellationToken) =>
        ResourceReader.Require(
            kind,
            await kind.ReadAsync([.. _session.Desired.ResourcesOf(kind.Kind)], priority, cancellationToken).ConfigureAwait(false),
            _session.Terms);

    private void Observe(IResourceKind[] kinds, ResourceStage stage, EngineTime begin)
    {
        ResourceState state = State();
        foreach (ResourceOperation operation in _operations.Where(o => kinds.Contains(o.Kind)))
        {
            KindState kind = state.Of(operation.Change.Kind)!;
            EngineTime readAt = begin with { Elapsed = _clock.At(kind.List.SentAt) };
            _transitions.Observe(operation, kind, state, stage, readAt, _clock.Now);
        }
    }

    private void ReadEnded(CloudFailure? failure, CancellationToken stop)
    {
        _lastRead = _clock.Now.Elapsed;
        if (failure is null || stop.IsCancellationRequested)
        {
            _refusedReads = 0;
            return;
        }

        bool isPermanent = failure is { IsTransient: false }
            or { Code: ErrorCodes.Unauthorized or ErrorCodes.Forbidden or ErrorCodes.RateLimited };
        _refusedReads = isPermanent ? _refusedReads + 1 : 0;
        foreach (ResourceOperation operation in _operations.Where(o => !o.IsSettled && o.Phase != ResourcePhase.Sending))
        {
            operation.Message = failure.Message;
            if (_refusedReads >= MaxRefusedReads)
            {
                _ends.Fail(operation, failure.Code, failure.Advice);
            }

            _ends.Expire(operation, _clock.Now);
        }
    }

    /// <summary>The resources as last read, and those that the responses to creates showed since.</summary>
    private ResourceState State()
    {
        ResourceState state = ResourceState.Of(
            _session.Desired,
            _session.Account.Kinds.Where(k => _lists.ContainsKey(k.Kind)).Select(k => (k, _lists[k.Kind])),
            _machines);
        Dictionary<(string Kind, string Name), ResourceId> ids = new(state.Context.Resources);
        foreach (ResourceOperation known in _operations.Where(o => o is { Actual: not null, Change: { Deletes: false, Name: not null } }))
        {
            ids.TryAdd((known.Change.Kind, known.Change.Name!), known.Actual!.Id);
        }

        return state with { Context = state.Context with { Resources = ids } };
    }

    private async Task ReadFinallyAsync(ResourceStage stage)
    {
        using CancellationTokenSource timeout = _clock.After(FinalReadTimeout);
        _ = HasChangedAnything ? await TryReadAsync(stage, timeout.Token).ConfigureAwait(false) : null;
    }

    private void Report()
    {
        foreach (InfraEvent happened in _events)
        {
            _session.Progress.Report(happened);
        }

        _events.Clear();
    }
}
