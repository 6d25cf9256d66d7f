using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Decides the next requests of a run from the state of its operations, and updates that state from their outcomes. No effects: it
/// sends nothing, waits for nothing and reads no clock. <see cref="RunLoop"/> does.</summary>
internal sealed class Reconciler
{
    private const string NotRecreatable = "it was not deleted, because its host cannot be recreated";
    private const int MaxRefusals = 3;

    private readonly CloudTerms _terms;
    private readonly Ownership _ownership;
    private readonly EngineTimeouts _timing;
    private readonly Settling _settling;
    private readonly HostTransitions _hostTransitions;
    private readonly CreateTransitions _createTransitions;
    private readonly DeleteTransitions _deleteTransitions;
    private readonly UpdateTransitions _updateTransitions;
    private readonly SurvivorTransitions _survivorTransitions;
    private readonly PollSchedule _schedule;
    private readonly List<InfraEvent> _events = [];
    private readonly List<HostOperation> _hosts = [];
    private readonly List<DeleteOperation> _deletes = [];
    private readonly List<UpdateOperation> _updates = [];
    private bool _hasWritten;
    private bool _isSettlingReported;
    private int _refusals;

    public Reconciler(DesiredState desired, CloudFacts facts, EngineTimeouts timing)
    {
        _terms = desired.Terms;
        _ownership = desired.Ownership;
        _timing = timing;
        _settling = new(facts, timing);
        _hostTransitions = new(_terms, facts, _ownership, timing, _events);
        _createTransitions = new(_terms, facts, _ownership, _hosts, _hostTransitions, _settling, timing, _events);
        _deleteTransitions = new(_terms, facts, _ownership, timing, _hosts, _deletes, _events);
        _updateTransitions = new(_terms, facts, _ownership, timing, _updates, _events);
        _survivorTransitions = new(_terms, facts, _ownership, timing, _hostTransitions);
        _schedule = new(_hosts, _deletes, _updates, _settling, timing);
    }

    /// <summary>The declared hosts, in name order.</summary>
    public IReadOnlyList<HostOperation> Hosts => _hosts;

    /// <summary>The deletions of the plan, in its order, followed by those of duplicates that this run created.</summary>
    public IReadOnlyList<DeleteOperation> Deletes => _deletes;

    public IReadOnlyList<UpdateOperation> Updates => _updates;

    /// <summary>Whether a request was sent that changed the account, or may have.</summary>
    public bool HasChangedAnything => _hasWritten || _settling.HasCreated;

    /// <summary>Whether every operation has its outcome, and the account was read once more since.</summary>
    public bool IsDone => IsSettled && _settling.IsOver;

    private bool IsSettled =>
        _hosts.TrueForAll(h => h.IsSettled && h.SurvivorSought is null)
        && _deletes.TrueForAll(d => d.IsSettled)
        && _updates.TrueForAll(u => u.IsSettled);

    public void Add(UpdateOperation update, EngineTime now)
    {
        update.Deadline = now.Worked + _timing.CreateTimeout;
        _updates.Add(update);
    }

    /// <summary>Adds and starts the creates and deletes: the declared hosts in name order, and the deletions in the order of the plan.
    /// The observation is the account before them.</summary>
    public void Begin(
        IEnumerable<HostOperation> hosts,
        IEnumerable<DeleteOperation> deletes,
        Observation observation,
        IReadOnlySet<ResourceId> terminating,
        EngineTime now)
    {
        _hosts.AddRange(hosts);
        _deletes.AddRange(deletes);
        _refusals = 0;
        _schedule.ReadEnded(observation.StartedAt);
        _createTransitions.Begin(observation);
        foreach (HostOperation host in _hosts)
        {
            _hostTransitions.Begin(host, observation, terminating, now);
        }

        foreach (DeleteOperation delete in _hosts.Where(h => h.Phase == HostPhase.Failed).SelectMany(h => h.Replaced))
        {
            _deleteTransitions.Skip(delete, NotRecreatable);
        }

        foreach (DeleteOperation delete in _deletes)
        {
            if (delete.Phase != DeletePhase.AfterCreates)
            {
                delete.Deadline = now.Worked + _timing.DeleteTimeout;
            }

            _deleteTransitions.Observe(delete, observation, now);
        }

        ContinueReplacements(now);
    }

    /// <summary>The events since the last call, in order.</summary>
    public IReadOnlyList<InfraEvent> TakeEvents(EngineTime now)
    {
        ReportSettling(now);
        InfraEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <inheritdoc cref="CreateTransitions.Next"/>
    public IReadOnlyList<HostOperation>? NextCreate(EngineTime now) => _createTransitions.Next(now);

    /// <inheritdoc cref="CreateTransitions.OrderOf"/>
    public CreateOrder OrderOf(IReadOnlyList<HostOperation> batch) => _createTransitions.OrderOf(batch);

    public void Completed(IReadOnlyList<HostOperation> batch, CreateOutcome outcome, EngineTime now)
    {
        _createTransitions.Completed(batch, outcome, now);

        // A poll is no read that a create relies on.
        WriteEnded(outcome is CreateOutcome.Stale, now, batch.Min(h => h.CheckedAt.Elapsed));
    }

    /// <summary>A create was not sent, because the run is to stop.</summary>
    public void NotSent(IReadOnlyList<HostOperation> batch)
    {
        foreach (HostOperation host in batch)
        {
            host.Phase = HostPhase.Queued;
            _events.Add(new HostSkipped(host.Name, host.Desired.MachineName, "the run was stopped before its create was sent"));
        }
    }

    /// <summary>The run is to stop: it does not wait for the account to settle.</summary>
    public void Stop() => _isSettlingReported = true;

    /// <inheritdoc cref="UpdateTransitions.Next"/>
    public IReadOnlyList<UpdateOperation>? NextUpdate(EngineTime now) => _updateTransitions.Next(now);

    public void Completed(IReadOnlyList<UpdateOperation> batch, UpdateOutcome outcome, EngineTime now)
    {
        _hasWritten |= outcome.HasPartialEffect || outcome is UpdateOutcome.Accepted or UpdateOutcome.Unclear;
        _updateTransitions.Completed(batch, outcome, now);
        WriteEnded(outcome is UpdateOutcome.Stale, now);
    }

    /// <summary>The next delete to send; null if there is none, or its tags have to be read first.</summary>
    public DeleteOperation? NextDelete(EngineTime now) => _deleteTransitions.Next(now);

    public void Completed(DeleteOperation delete, DeleteOutcome outcome, EngineTime now)
    {
        _deleteTransitions.Completed(delete, outcome, now);
        ContinueReplacements(now);
        _hasWritten |= outcome is DeleteOutcome.Accepted or DeleteOutcome.Failed or DeleteOutcome.NotFound;
        WriteEnded(outcome is DeleteOutcome.Stale, now);
    }

    /// <summary>When the next read is due; null if none is.</summary>
    public TimeSpan? NextRead(EngineTime now) => _schedule.Next(now);

    /// <summary>What the next read has to show.</summary>
    public ObservationRequest Needs(EngineTime now) => _schedule.Needs(now);

    public void Observe(Observation observation, EngineTime now)
    {
        ReadEnded(now);
        _refusals = 0;
        _settling.Observe(observation);
        Observe(observation, isRead: true, now);
        _schedule.WasInconclusive = _schedule.IsUnanswered(observation)
            || _deletes.Exists(d => PollSchedule.NeedsFreshTags(d, now))
            || _updates.Exists(u => u.Phase == UpdatePhase.Ready && !UpdateTransitions.IsFresh(u, now));
    }

    /// <summary>A read failed. Deadlines continue. Three consecutive failures that are not transient, refused tokens or waits of an hour
    /// for a rate limit end the run.</summary>
    public void ReadFailed(CloudFailure? failure, EngineTime now)
    {
        ReadEnded(now);
        _schedule.WasInconclusive = true;
        bool isPermanent = failure is { IsTransient: false }
            or { Code: ErrorCodes.Unauthorized or ErrorCodes.Forbidden or ErrorCodes.RateLimited };
        _refusals = isPermanent ? _refusals + 1 : 0;
        if (_refusals >= MaxRefusals)
        {
            Abandon(failure!);
            return;
        }

        foreach (UpdateOperation update in _updates.Where(u => !u.IsSettled))
        {
            update.Message = failure?.Message ?? update.Message;
        }

        Observe(new() { StartedAt = now.Elapsed }, isRead: false, now);
        if (_settling.IsExpired(now))
        {
            GiveUpFinalRead("the account could not be read again");
        }
    }

    private void Observe(Observation observation, bool isRead, EngineTime now)
    {
        HashSet<ResourceId> deleted = [.. _deletes.Where(d => d.IsSent || d.Phase == DeletePhase.Sending).Select(d => d.Id)];
        foreach (HostOperation host in _hosts)
        {
            _deletes.AddRange(isRead ? _survivorTransitions.Resolve(host, observation, deleted, now) : []);
            _hostTransitions.Observe(host, observation, now);
            _survivorTransitions.Expire(host, now);
        }

        _deletes.ForEach(d => _deleteTransitions.Observe(d, observation, now));
        _updates.ForEach(u => _updateTransitions.Observe(u, observation, now));
        ContinueReplacements(now);
    }

    private void WriteEnded(bool isWithdrawn, EngineTime now, TimeSpan? readAt = null)
    {
        if (!isWithdrawn)
        {
            _schedule.WriteSent(now.Elapsed);
        }
        else if (_schedule.WriteWithdrawn(readAt) && _schedule.BackoffLeft(now) is { } left)
        {
            _events.Add(new RateLimitWait(left, _terms.WriteLimit));
        }
    }

    /// <summary>A wait for the request budget does not count against deadlines (spec 9.1).</summary>
    private void ReadEnded(EngineTime now)
    {
        TimeSpan waited = _schedule.ReadEnded(now.Elapsed);
        _deletes.FindAll(d => !d.IsSettled).ForEach(d => d.Deadline += waited);
        _hosts.FindAll(h => h.Phase == HostPhase.Vacated).ForEach(h => h.Deadline += waited);
        _updates.FindAll(u => !u.IsSettled).ForEach(u => u.Deadline += waited);
    }

    private void ContinueReplacements(EngineTime now) => _hosts.ForEach(h => _hostTransitions.Replace(h, now));

    /// <summary>Reports the wait for the settle window once, when all operations are settled.</summary>
    private void ReportSettling(EngineTime now)
    {
        if (!_isSettlingReported && IsSettled && !_settling.IsOver)
        {
            _isSettlingReported = true;
            TimeSpan left = _settling.Due!.Value - now.Elapsed;
            if (left > TimeSpan.Zero)
            {
                _events.Add(new SettleWait(left));
            }
        }
    }

    private void Abandon(CloudFailure failure)
    {
        foreach (HostOperation host in _hosts)
        {
            host.SurvivorSought = null;
            if (!host.IsSettled && host.Phase != HostPhase.Sending)
            {
                _hostTransitions.FailCreate(host, failure.Code, failure.Advice);
            }
        }

        foreach (DeleteOperation delete in _deletes.Where(d => !d.IsSettled && d.Phase != DeletePhase.Sending))
        {
            string sent = delete.IsSent ? "; its delete was sent, but is not confirmed" : "";
            _deleteTransitions.Fail(delete, failure.Code, failure.Advice + sent);
        }

        foreach (UpdateOperation update in _updates.Where(u => !u.IsSettled && u.Phase != UpdatePhase.Sending))
        {
            _updateTransitions.Refuse(update, failure);
        }

        GiveUpFinalRead(failure.Message);
    }

    private void GiveUpFinalRead(string reason)
    {
        _settling.GiveUp();
        foreach (HostOperation host in _hosts.Where(h => h.Phase == HostPhase.Ready && (h.IsCreatedHere || h.Own.Count > 0)))
        {
            _hostTransitions.Fail(
                host, ErrorCodes.ApiError, $"API error: the {_terms.Machine} is ready, but a duplicate could not be excluded: {reason}");
        }
    }
}
