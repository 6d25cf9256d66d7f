using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>Decides every next step of a run from what is known, and learns from what came of it. No effects: it sends nothing,
/// waits for nothing and knows no clock; <see cref="RunLoop"/> does.</summary>
internal sealed class Reconciler
{
    private const string CreatesFailed = "a create of this run did not succeed, so what is no longer declared was left alone";
    private const string NotAnew = "its host cannot be created anew, so it was left alone";
    private const int MaxRefusals = 3;

    private readonly CloudTerms _terms;
    private readonly Ownership _ownership;
    private readonly EngineTimeouts _timing;
    private readonly Settling _settling;
    private readonly HostTransitions _hostSteps;
    private readonly CreateTransitions _createSteps;
    private readonly DeleteTransitions _deleteSteps;
    private readonly SurvivorTransitions _survivorSteps;
    private readonly PollSchedule _looks;
    private readonly List<InfraEvent> _events = [];
    private readonly List<HostOperation> _hosts = [];
    private readonly List<DeleteOperation> _deletes = [];
    private readonly List<HostOperation> _replacing = [];
    private bool _hasDeleted;
    private bool _isSettlingTold;
    private int _refusals;

    public Reconciler(DesiredState desired, CloudFacts facts, EngineTimeouts timing)
    {
        _terms = desired.Terms;
        _ownership = desired.Ownership;
        _timing = timing;
        _settling = new(facts, timing);
        _hostSteps = new(_terms, facts, _ownership, timing, _events);
        _createSteps = new(_terms, facts, _hosts, _hostSteps, _settling, timing, _events);
        _deleteSteps = new(_terms, facts, _ownership, timing, _events);
        _survivorSteps = new(_terms, facts, _ownership, timing, _hostSteps);
        _looks = new(_hosts, _deletes, _settling, timing);
    }

    public CloudTerms Terms => _terms;

    /// <summary>The declared hosts, in name order.</summary>
    public IReadOnlyList<HostOperation> Hosts => _hosts;

    /// <summary>The deletions of the plan, in its order, and then those of surplus machines of this run.</summary>
    public IReadOnlyList<DeleteOperation> Deletes => _deletes;

    /// <summary>Whether anything was sent that changes the account, or may have.</summary>
    public bool HasChangedAnything => _hasDeleted || _settling.HasCreated;

    /// <summary>Whether every host has its outcome and the account was looked at once more since.</summary>
    public bool IsDone => IsThrough && _settling.IsOver;

    private bool IsThrough => _hosts.TrueForAll(h => h.IsSettled && h.SurvivorSought is null) && _deletes.TrueForAll(d => d.IsSettled);

    public void Add(HostOperation host)
    {
        _hosts.Add(host);
        if (host.Replaced.Count > 0)
        {
            _replacing.Add(host);
        }
    }

    public void Add(DeleteOperation delete) => _deletes.Add(delete);

    /// <summary>The account as it was seen before anything was sent.</summary>
    public void Begin(Observation sight, IReadOnlySet<MachineId> going, EngineTime now)
    {
        _looks.Looked(sight.StartedAt);
        _createSteps.Begin(sight);
        foreach (HostOperation work in _hosts)
        {
            _hostSteps.Begin(work, sight, going, now);
        }

        // What cannot be made again is not deleted.
        foreach (DeleteOperation work in _replacing.Where(h => h.Phase == HostPhase.Failed).SelectMany(h => h.Replaced))
        {
            _deleteSteps.Skip(work, NotAnew);
        }

        foreach (DeleteOperation work in _deletes)
        {
            if (work.Phase != DeletePhase.AfterCreates)
            {
                work.Deadline = now.Worked + _timing.DeleteTimeout;
            }

            _deleteSteps.Observe(work, sight, now);
        }

        GoOnReplacing(now);
    }

    /// <summary>The events since the last call, in order.</summary>
    public IReadOnlyList<InfraEvent> TakeEvents(EngineTime now)
    {
        ReportSettling(now);
        InfraEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>The next create to send; null where there is none.</summary>
    public CreateBatch? NextCreate(EngineTime now) => _createSteps.Next(now);

    /// <summary>The request for a batch.</summary>
    public CreateOrder OrderOf(CreateBatch batch) =>
        new([.. batch.Hosts.Select(h => h.Host.Declared)], batch.Hosts[0].Host.Tags, CreateToken.Of(_terms, _ownership, batch.Hosts));

    /// <summary>What came of a create.</summary>
    public void Completed(CreateBatch batch, CreateOutcome outcome, EngineTime now) => _createSteps.Completed(batch, outcome, now);

    /// <summary>The create was held back before it was sent, because the run is to stop.</summary>
    public void HeldBack(CreateBatch batch)
    {
        foreach (HostOperation work in batch.Hosts)
        {
            work.Phase = HostPhase.Queued;
            _events.Add(new HostSkipped(work.Name, work.Host.MachineName, "the run was stopped before its create was sent"));
        }
    }

    /// <summary>The run is to stop: it will not wait for the account to settle.</summary>
    public void Stop() => _isSettlingTold = true;

    /// <summary>The next delete to send; null where there is none, or its tags must be read first.</summary>
    public DeleteOperation? NextDelete(EngineTime now)
    {
        ReleaseUndeclared(now);
        DeleteOperation? work = _deletes.Find(d => d.Phase == DeletePhase.Queued && DeleteTransitions.IsFresh(d, now));
        if (work is not null)
        {
            _deleteSteps.Sending(work, now);
        }

        return work;
    }

    /// <summary>What came of a delete.</summary>
    public void Completed(DeleteOperation work, DeleteOutcome outcome, EngineTime now)
    {
        _deleteSteps.Completed(work, outcome, now);
        GoOnReplacing(now);
        _hasDeleted |= outcome is DeleteOutcome.Accepted or DeleteOutcome.Failed or DeleteOutcome.NotFound;
        if (outcome is not DeleteOutcome.Stale)
        {
            _looks.Sent();
        }
        else if (_looks.Withdrawn() && _looks.NextGathered(now) is { } left)
        {
            // Only the hour's limit is ever that short.
            _events.Add(new RateLimitWait(left, "hour"));
        }
    }

    /// <summary>When the next look is due; null where there is nothing to look for.</summary>
    public TimeSpan? NextLook(EngineTime now) => _looks.Next(now);

    /// <summary>What the next look must find out.</summary>
    public ObservationRequest Needs(EngineTime now) => _looks.Needs(now);

    /// <summary>What a look showed.</summary>
    public void Observe(Observation sight, EngineTime now)
    {
        Looked(now);
        _refusals = 0;
        _settling.Looked(sight);
        foreach (HostOperation work in _hosts)
        {
            _deletes.AddRange(_survivorSteps.Resolve(work, sight, now));
            _hostSteps.Observe(work, sight, now);
            _survivorSteps.Expire(work, now);
        }

        foreach (DeleteOperation work in _deletes)
        {
            _deleteSteps.Observe(work, sight, now);
        }

        GoOnReplacing(now);
        _looks.WasInconclusive = _deletes.Exists(d => PollSchedule.NeedsFreshTags(d, now));
    }

    /// <summary>A look failed: it is skipped, but time goes on. A failure that is not transient, a refused token, or a rate limit that
    /// kept a look from passing for an hour, three times in a row, ends the run.</summary>
    public void LookFailed(CloudFailure? failure, EngineTime now)
    {
        Looked(now);
        _looks.WasInconclusive = true;
        _refusals = failure is { IsTransient: false } or { Code: ErrorCodes.Unauthorized or ErrorCodes.Forbidden or ErrorCodes.RateLimited } ? _refusals + 1 : 0;
        if (_refusals >= MaxRefusals)
        {
            Abandon(failure!);
            return;
        }

        Observation nothing = EmptyObservation.At(now.Elapsed);
        foreach (HostOperation work in _hosts)
        {
            _hostSteps.Observe(work, nothing, now);
            _survivorSteps.Expire(work, now);
        }

        foreach (DeleteOperation work in _deletes)
        {
            _deleteSteps.Observe(work, nothing, now);
        }

        GoOnReplacing(now);

        if (_settling.IsHopeless(now))
        {
            GiveUpFinalLook("the account could not be looked at again");
        }
    }

    /// <summary>That the budget was let gather is a wait for the budget, which does not count (spec 9.1).</summary>
    private void Looked(EngineTime now)
    {
        // A wait for tags that a look did not show is not a wait for the budget.
        if (_looks.BudgetBackoff > TimeSpan.Zero && !_looks.WasInconclusive)
        {
            foreach (DeleteOperation work in _deletes.Where(d => !d.IsSettled))
            {
                work.Deadline += _looks.BudgetBackoff;
            }
        }

        _looks.Looked(now.Elapsed);
    }

    private void GoOnReplacing(EngineTime now)
    {
        foreach (HostOperation work in _replacing)
        {
            _hostSteps.Replace(work, now);
        }
    }

    private void ReleaseUndeclared(EngineTime now)
    {
        if (!_hosts.TrueForAll(h => h.IsSettled))
        {
            return;
        }

        bool failed = _hosts.Exists(h => h.Phase == HostPhase.Failed);
        foreach (DeleteOperation work in _deletes.Where(d => d.Phase == DeletePhase.AfterCreates))
        {
            if (failed)
            {
                _deleteSteps.Skip(work, CreatesFailed);
            }
            else
            {
                work.Phase = DeletePhase.Queued;
                work.Deadline = now.Worked + _timing.DeleteTimeout;
            }
        }
    }

    /// <summary>Says once what is waited for when all hosts are through.</summary>
    private void ReportSettling(EngineTime now)
    {
        if (!_isSettlingTold && IsThrough && !_settling.IsOver)
        {
            _isSettlingTold = true;
            TimeSpan left = _settling.Due!.Value - now.Elapsed;
            if (left > TimeSpan.Zero)
            {
                _events.Add(new SettleWait(left));
            }
        }
    }

    private void Abandon(CloudFailure failure)
    {
        foreach (HostOperation work in _hosts)
        {
            work.SurvivorSought = null;
            if (!work.IsSettled && work.Phase != HostPhase.Sending)
            {
                _hostSteps.FailCreate(work, failure.Code, failure.Advice);
            }
        }

        foreach (DeleteOperation work in _deletes.Where(d => !d.IsSettled && d.Phase != DeletePhase.Sending))
        {
            _deleteSteps.Fail(work, failure.Code, work.IsSent ? $"{failure.Advice}; its delete was sent, and it was not seen gone" : failure.Advice);
        }

        GiveUpFinalLook(failure.Message);
    }

    private void GiveUpFinalLook(string reason)
    {
        _settling.GiveUp();
        foreach (HostOperation work in _hosts.Where(h => h.Phase == HostPhase.Ready && (h.IsCreatedHere || h.Own.Count > 0)))
        {
            _hostSteps.Fail(work, ErrorCodes.ApiError, $"API error: the {_terms.Machine} is ready, but a second one could not be ruled out: {reason}");
        }
    }
}
