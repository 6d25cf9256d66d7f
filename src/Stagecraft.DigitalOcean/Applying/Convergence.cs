using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Applying;

/// <summary>Decides every next step of a run from what is known, and learns from what came of it. No effects: it sends nothing,
/// waits for nothing and knows no clock; <see cref="Applier"/> does.</summary>
internal sealed class Convergence
{
    private const string CreatesFailed = "a create of this run did not succeed, so what is no longer declared was left alone";

    private const int MostRefusals = 3;

    private readonly EngineTiming _timing;
    private readonly List<InfraEvent> _events = [];
    private readonly HostSteps _hostSteps;
    private readonly DeleteSteps _deleteSteps;
    private readonly SurvivorSteps _survivorSteps;
    private readonly List<HostWork> _hosts = [];
    private readonly List<DeleteWork> _deletes = [];
    private TimeSpan? _youngestCreate;
    private TimeSpan _finalLookUntil;
    private TimeSpan? _lastCompleteLook;
    private TimeSpan _lastLook;
    private bool _wasLastLookInVain;
    private int _refusals;
    private bool _isSettlingTold;

    public Convergence(DesiredState desired, EngineTiming timing)
    {
        _timing = timing;
        _hostSteps = new(timing, _events);
        _deleteSteps = new(desired.Ownership, timing, _events);
        _survivorSteps = new(desired.Ownership, timing, _hostSteps);
    }

    /// <summary>The declared hosts, in name order.</summary>
    public IReadOnlyList<HostWork> Hosts => _hosts;

    /// <summary>The deletions of the plan, in its order, and then those of surplus droplets of this run.</summary>
    public IReadOnlyList<DeleteWork> Deletes => _deletes;

    /// <summary>Whether anything was sent that changes the account, or may have.</summary>
    public bool HasChangedAnything { get; private set; }

    /// <summary>Whether every host has its outcome and the account was looked at once more since.</summary>
    public bool IsDone =>
        _hosts.TrueForAll(h => h.IsSettled && h.SurvivorSought is null) && _deletes.TrueForAll(d => d.IsSettled) && IsFinalLookMade;

    private bool IsFinalLookMade => _youngestCreate is not { } youngest || _lastCompleteLook >= youngest + _timing.SettleWindow;

    public void Add(HostWork host) => _hosts.Add(host);

    public void Add(DeleteWork delete) => _deletes.Add(delete);

    /// <summary>The account as it was seen before anything was sent.</summary>
    public void Begin(Sight sight, IReadOnlySet<long> going, EngineTime now)
    {
        _lastLook = sight.StartedAt;
        foreach (HostWork work in _hosts)
        {
            BeginHost(work, sight, going, now);
        }

        foreach (DeleteWork work in _deletes)
        {
            if (work.Phase != DeletePhase.AfterCreates)
            {
                work.Deadline = now.Worked + _timing.DeleteTimeout;
            }

            _deleteSteps.Observe(work, sight, now);
        }
    }

    /// <summary>The events since the last call, in order.</summary>
    public IReadOnlyList<InfraEvent> TakeEvents(EngineTime now)
    {
        TellSettling(now);
        InfraEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>The next create to send; null where there is none.</summary>
    public CreateBatch? NextCreate(EngineTime now)
    {
        HostWork? first = _hosts.Find(h => h.Phase == HostPhase.Queued);
        if (first is null)
        {
            return null;
        }

        HostWork[] batch = first.Alone
            ? [first]
            : [.. _hosts
                .Where(h => h.Phase == HostPhase.Queued && !h.Alone && h.Host.CreationKey == first.Host.CreationKey)
                .Take(CreateBatch.Most)];
        foreach (HostWork work in batch)
        {
            work.Phase = HostPhase.Sending;
            work.Deadline ??= now.Worked + _timing.CreateTimeout;
            if (!work.IsCreateTold)
            {
                work.IsCreateTold = true;
                _events.Add(new HostCreating(work.Name, work.Host.DropletName, work.Host.Settings.Size, work.Host.Settings.Region));
            }
        }

        return new(batch);
    }

    /// <summary>What came of a create.</summary>
    public void Answered(CreateBatch batch, CreateOutcome outcome, EngineTime now)
    {
        switch (outcome)
        {
            case CreateOutcome.Accepted accepted:
                Accepted(batch, accepted, now);
                break;
            case CreateOutcome.Unclear:
                Unclear(batch.Hosts, now);
                break;
            case CreateOutcome.Refused { Failure: var failure }:
                Refused(batch, failure);
                break;
            case CreateOutcome.NotSent { Failure: var failure }:
                foreach (HostWork work in batch.Hosts)
                {
                    _hostSteps.Fail(work, failure.Code, failure.Message);
                }

                break;
        }
    }

    /// <summary>The create was held back before it was sent, because the run is to stop.</summary>
    public static void HeldBack(CreateBatch batch)
    {
        foreach (HostWork work in batch.Hosts)
        {
            work.Phase = HostPhase.Queued;
        }
    }

    /// <summary>The next delete to send; null where there is none, or its tags must be read first.</summary>
    public DeleteWork? NextDelete(EngineTime now)
    {
        ReleaseUndeclared(now);
        DeleteWork? work = _deletes.Find(d => d.Phase == DeletePhase.Queued && IsFresh(d, now.Elapsed));
        if (work is not null)
        {
            _deleteSteps.Sending(work, now);
        }

        return work;
    }

    /// <summary>Whether the droplet's tags were read so recently that its delete may be sent.</summary>
    public static bool IsFresh(DeleteWork work, TimeSpan elapsed) =>
        work.TagsReadAt is { } read && elapsed - read < EngineTiming.TagsStayFresh;

    /// <summary>What came of a delete.</summary>
    public void Answered(DeleteWork work, DeleteOutcome outcome, EngineTime now)
    {
        _deleteSteps.Answered(work, outcome, now);
        HasChangedAnything |= outcome is DeleteOutcome.Accepted or DeleteOutcome.Failed or DeleteOutcome.Gone;
    }

    /// <summary>When the next look is due; null where there is nothing to look for.</summary>
    public TimeSpan? NextLook(EngineTime now)
    {
        if (_deletes.Exists(d => NeedsFreshTags(d, now.Elapsed)))
        {
            // Tags that the last look did not bring may yet come: that takes time, not requests.
            return _wasLastLookInVain ? _lastLook + _timing.PollInterval : now.Elapsed;
        }

        bool waits = _hosts.Exists(h => h.Phase is HostPhase.Waiting or HostPhase.Going or HostPhase.Vacated or HostPhase.Unclear || h.SurvivorSought is not null)
            || _deletes.Exists(d => d.Phase is DeletePhase.Accepted or DeletePhase.Again or DeletePhase.AfterSurvivor);
        TimeSpan? due = waits ? _lastLook + _timing.PollInterval : null;
        if (!IsFinalLookMade && !_hosts.Exists(h => h.Phase is HostPhase.Sending or HostPhase.Queued))
        {
            TimeSpan final = _youngestCreate!.Value + _timing.SettleWindow;
            TimeSpan finalDue = _lastLook < final ? final : _lastLook + _timing.PollInterval;
            due = due is null || finalDue < due ? finalDue : due;
        }

        return due;
    }

    public LookNeeds Needs(EngineTime now)
    {
        bool final = !IsFinalLookMade && _youngestCreate is { } youngest && now.Elapsed >= youngest + _timing.SettleWindow;
        HostWork[] unclear = [.. _hosts.Where(h => h.Phase is HostPhase.Unclear or HostPhase.Vacated)];
        IEnumerable<long> hostIds = _hosts
            .Where(h => h.Phase is HostPhase.Waiting or HostPhase.Going || (final && h.Phase == HostPhase.Ready))
            .Select(h => h.Droplet!.Id);
        DeleteWork[] deletes = [.. _deletes.Where(d => !d.IsSettled && d.Phase is not (DeletePhase.Sending or DeletePhase.AfterCreates))];
        DeleteWork[] surplus = [.. deletes.Where(d => d.SurvivorId is not null && d.Phase != DeletePhase.Accepted)];
        IEnumerable<long> sought = _hosts.Where(h => h.SurvivorSought is not null).SelectMany(h => h.Own.Keys.Prepend(h.SurvivorSought!.Id));
        return new LookNeeds
        {
            Ask = hostIds.Concat(deletes.Select(d => d.Id)).ToHashSet(),
            ReadById = surplus.Select(d => d.SurvivorId!.Value).Concat(surplus.Select(d => d.Id)).Concat(sought)
                .Concat(deletes.Where(d => d.MustBeRead).Select(d => d.Id))
                .ToHashSet(),
            Complete = final || unclear.Any(h => now.Elapsed >= h.UnclearSince + _timing.SettleWindow),
            Log = unclear.Length > 0,
            Urgent = deletes.Any(d => NeedsFreshTags(d, now.Elapsed)),
            Hosts = [.. _hosts.Where(h => !h.IsSettled || h.Phase == HostPhase.Ready).Select(h => h.Name)],
        };
    }

    /// <summary>What a look showed.</summary>
    public void Observe(Sight sight, EngineTime now)
    {
        _lastLook = now.Elapsed;
        _refusals = 0;
        if (sight.IsComplete)
        {
            _lastCompleteLook = sight.StartedAt;
        }

        foreach (HostWork work in _hosts)
        {
            if (work.SurvivorSought is { } sought && sight.NotFound.Contains(sought.Id) && !sight.IsYounger(sought, _timing.SettleWindow))
            {
                work.GoneIds.Add(sought.Id);
            }

            _deletes.AddRange(_survivorSteps.Resolve(work, sight, now));
            _hostSteps.Observe(work, sight, now);
            _survivorSteps.Expire(work, now);
        }

        foreach (DeleteWork work in _deletes)
        {
            _deleteSteps.Observe(work, sight, now);
        }

        _wasLastLookInVain = _deletes.Exists(d => NeedsFreshTags(d, now.Elapsed));
    }

    /// <summary>A look failed: it is skipped, but time goes on. A token that is refused again and again will not come back: then all ends.</summary>
    public void LookFailed(ApiFailure? failure, EngineTime now)
    {
        _lastLook = now.Elapsed;
        _wasLastLookInVain = true;
        _refusals = failure?.Code == ErrorCodes.Unauthorized ? _refusals + 1 : 0;
        if (_refusals >= MostRefusals)
        {
            Abandon(failure!);
            return;
        }

        Sight nothing = EmptySight.At(now.Elapsed);
        foreach (HostWork work in _hosts)
        {
            _hostSteps.Observe(work, nothing, now);
            _survivorSteps.Expire(work, now);
        }

        foreach (DeleteWork work in _deletes)
        {
            _deleteSteps.Observe(work, nothing, now);
        }

        if (!IsFinalLookMade && now.Worked >= _finalLookUntil)
        {
            GiveUpFinalLook();
        }
    }

    private static bool NeedsFreshTags(DeleteWork work, TimeSpan elapsed) =>
        (work.Phase == DeletePhase.Queued && !IsFresh(work, elapsed)) || (work.Phase == DeletePhase.AfterSurvivor && work.TagsReadAt is null);

    private void BeginHost(HostWork work, Sight sight, IReadOnlySet<long> going, EngineTime now)
    {
        bool wasThere = work.Phase == HostPhase.Unchanged;
        work.Phase = HostPhase.Queued;
        if (sight.Actual.Hosts.TryGetValue(work.Name, out OwnedHost? owned))
        {
            Droplet droplet = owned.Survivor;
            if (HostSteps.IsLocked(droplet) || going.Contains(droplet.Id))
            {
                work.Droplet = droplet;
                work.KnownSince = now.Elapsed;
                work.Deadline = now.Worked + _timing.CreateTimeout;
                work.Phase = HostPhase.Going;
            }
            else if (wasThere && droplet.Status == DropletStatus.Active && DriftFinder.IsAsPlanned(work.Host, droplet))
            {
                work.Droplet = droplet;
                work.Phase = HostPhase.Unchanged;
            }
            else
            {
                _hostSteps.Take(work, droplet, isCreatedHere: false, now);
            }
        }
        else if (sight.Actual.ForeignByName[work.Host.DropletName].MinBy(d => d.Id) is { } foreign)
        {
            _hostSteps.Fail(
                work,
                ErrorCodes.DropletExists,
                $"droplet '{foreign.Name}' already exists (id {foreign.Id}) and does not belong to this project and environment");
        }
    }

    private void Accepted(CreateBatch batch, CreateOutcome.Accepted accepted, EngineTime now)
    {
        CreateSent(now);
        List<HostWork> unanswered = [];
        foreach (HostWork work in batch.Hosts)
        {
            Droplet[] made = [.. accepted.Droplets
                .Where(d => string.Equals(d.Name, work.Host.DropletName, StringComparison.OrdinalIgnoreCase))
                .OrderBy(d => d.Id)];
            foreach (Droplet droplet in made)
            {
                work.Own[droplet.Id] = droplet;
            }

            if (made.Length == 0)
            {
                unanswered.Add(work);
            }
            else
            {
                _hostSteps.Take(work, made[0], isCreatedHere: true, now);
            }
        }

        Unclear(unanswered, now);
    }

    private void CreateSent(EngineTime now)
    {
        HasChangedAnything = true;
        _youngestCreate = now.Elapsed;
        _finalLookUntil = now.Worked + _timing.SettleWindow + _timing.CreateTimeout;
    }

    private void Unclear(IReadOnlyList<HostWork> hosts, EngineTime now)
    {
        foreach (HostWork work in hosts)
        {
            CreateSent(now);
            work.Phase = HostPhase.Unclear;
            work.UnclearSince = now.Elapsed;
        }
    }

    private void Refused(CreateBatch batch, ApiFailure failure)
    {
        if (failure.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden)
        {
            // The token will not do for the others either.
            foreach (HostWork work in batch.Hosts.Concat(_hosts.Where(h => h.Phase == HostPhase.Queued)))
            {
                _hostSteps.Fail(work, failure.Code, failure.Message);
            }
        }
        else if (batch.Hosts.Count == 1)
        {
            HostWork work = batch.Hosts[0];
            _hostSteps.Fail(
                work,
                failure.Code == ErrorCodes.ApiError ? ErrorCodes.DropletCreateFailed : failure.Code,
                $"droplet '{work.Host.DropletName}' creation failed: {failure.Message}");
        }
        else
        {
            foreach (HostWork work in batch.Hosts)
            {
                work.Alone = true;
                work.Phase = HostPhase.Queued;
            }
        }
    }

    private void ReleaseUndeclared(EngineTime now)
    {
        if (!_hosts.TrueForAll(h => h.IsSettled))
        {
            return;
        }

        bool failed = _hosts.Exists(h => h.Phase == HostPhase.Failed);
        foreach (DeleteWork work in _deletes.Where(d => d.Phase == DeletePhase.AfterCreates))
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
    private void TellSettling(EngineTime now)
    {
        if (!_isSettlingTold && !IsFinalLookMade && _hosts.TrueForAll(h => h.IsSettled) && _deletes.TrueForAll(d => d.IsSettled))
        {
            _isSettlingTold = true;
            TimeSpan left = _youngestCreate!.Value + _timing.SettleWindow - now.Elapsed;
            if (left > TimeSpan.Zero)
            {
                _events.Add(new SettleWait(left));
            }
        }
    }

    private void Abandon(ApiFailure failure)
    {
        foreach (HostWork work in _hosts.Where(h => !h.IsSettled && h.Phase != HostPhase.Sending))
        {
            _hostSteps.Fail(work, failure.Code, failure.Message);
        }

        foreach (HostWork work in _hosts)
        {
            work.SurvivorSought = null;
        }

        foreach (DeleteWork work in _deletes.Where(d => !d.IsSettled && d.Phase != DeletePhase.Sending))
        {
            _deleteSteps.Fail(work, failure.Code, failure.Message);
        }

        GiveUpFinalLook();
    }

    private void GiveUpFinalLook()
    {
        _lastCompleteLook = TimeSpan.MaxValue;
        foreach (HostWork work in _hosts.Where(h => h.Phase == HostPhase.Ready && (h.IsCreatedHere || h.Own.Count > 0)))
        {
            _hostSteps.Fail(
                work,
                ErrorCodes.ApiError,
                "API error: the droplet is ready, but the account could not be looked at again to rule out a second one");
        }
    }
}
