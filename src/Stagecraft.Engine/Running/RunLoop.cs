using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The only loop with effects: sends the requests of a <see cref="Reconciler"/>, waits, reads the account, and passes every
/// outcome to the reconciler.</summary>
internal sealed class RunLoop(AccountSession session, Reconciler reconciler, RunClock clock)
{
    private static readonly TimeSpan FinalReadTimeout = TimeSpan.FromSeconds(30);

    private readonly PendingRequests _pending = new();
    private readonly RunObserver _observer = new(session, clock);

    /// <param name="snapshot">The last read before the creates and deletes.</param>
    public void Begin(AccountSnapshot snapshot) => _observer.Begin(snapshot);

    /// <summary>Runs until every operation has its outcome, or until it is stopped: then no more requests are sent, requests in flight are
    /// awaited, and the account is read once more.</summary>
    /// <returns>Whether it was stopped before it was done.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            if (stop.IsCancellationRequested)
            {
                reconciler.Stop();
            }
            else
            {
                Launch(stop);
            }

            Report();
            if (_pending.IsEmpty && (stop.IsCancellationRequested || reconciler.IsDone))
            {
                break;
            }

            IReadOnlyList<Action> completed = _pending.TakeCompleted(clock.Now.Elapsed, inOrder: !stop.IsCancellationRequested);
            if (completed.Count == 0)
            {
                await NextAsync(stop).ConfigureAwait(false);
            }

            foreach (Action complete in completed)
            {
                complete();
                Report();
            }
        }

        if (reconciler.IsDone)
        {
            return false;
        }

        if (reconciler.HasChangedAnything)
        {
            await ReadFinallyAsync().ConfigureAwait(false);
            Report();
        }

        return true;
    }

    private void Launch(CancellationToken stop)
    {
        while (_pending.Count(PendingKind.Update) == 0 && reconciler.NextUpdate(clock.Now) is { } updates)
        {
            Report();
            _pending.Add(PendingKind.Update, SendAsync(updates, stop), outcome => reconciler.Completed(updates, outcome, clock.Now));
        }

        CloudFacts facts = session.Account.Facts;
        while (_pending.Count(PendingKind.Create) < facts.CreatesInFlight && reconciler.NextCreate(clock.Now) is { } creates)
        {
            Report();
            Task<CreateOutcome> sent = session.Account.CreateAsync(
                reconciler.OrderOf(creates),
                () => creates.All(h => CreateTransitions.IsFresh(h, clock.Now)) && !stop.IsCancellationRequested,
                stop);
            _pending.Add(PendingKind.Create, sent, outcome =>
            {
                if (outcome is CreateOutcome.Stale && stop.IsCancellationRequested)
                {
                    reconciler.NotSent(creates);
                }
                else
                {
                    reconciler.Completed(creates, outcome, clock.Now);
                }
            });
        }

        while (_pending.Count(PendingKind.Delete) < facts.DeletesInFlight && reconciler.NextDelete(clock.Now) is { } delete)
        {
            Report();
            Task<DeleteOutcome> sent = session.Account.DeleteAsync(
                delete.Id, () => DeleteTransitions.IsFresh(delete, clock.Now) && !stop.IsCancellationRequested, stop);
            _pending.Add(PendingKind.Delete, sent, outcome => reconciler.Completed(delete, outcome, clock.Now));
        }

        if (_pending.Count(PendingKind.Read) == 0 && reconciler.NextRead(clock.Now) is { } due && due <= clock.Now.Elapsed)
        {
            _pending.Add(PendingKind.Read, TryReadAsync(reconciler.Needs(clock.Now), stop), read =>
            {
                if (read.Observation is { } observation)
                {
                    reconciler.Observe(observation, clock.Now);
                }
                else if (!stop.IsCancellationRequested)
                {
                    reconciler.ReadFailed(read.Failure, clock.Now);
                }
            });
        }
    }

    /// <summary>Waits until a request has completed, a response no longer waits for earlier ones, the next read is due, or the run is
    /// stopped.</summary>
    private async Task NextAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            // The run can be stopped after the loop has checked that.
            if (_pending.Incomplete.Any())
            {
                await Task.WhenAny(_pending.Incomplete).ConfigureAwait(false);
            }

            return;
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        TimeSpan? due = _pending.Count(PendingKind.Read) > 0 ? null : reconciler.NextRead(clock.Now);
        TimeSpan? reorder = _pending.ReorderWindowEnds;
        Task timer = clock.Delay(due is null || reorder < due ? reorder : due, over.Token);
        await Task.WhenAny(_pending.Incomplete.Append(timer)).ConfigureAwait(false);
        over.Cancel();
    }

    private Task<UpdateOutcome> SendAsync(IReadOnlyList<UpdateOperation> batch, CancellationToken stop) => session.Account.UpdateAsync(
        [.. batch.Select(u => u.Id)],
        batch[0].NextStep,
        () => batch.All(u => UpdateTransitions.IsFresh(u, clock.Now)) && !stop.IsCancellationRequested,
        stop);

    private async Task<(Observation? Observation, CloudFailure? Failure)> TryReadAsync(
        ObservationRequest needs, CancellationToken cancellationToken)
    {
        try
        {
            return (await _observer.ReadAsync(needs, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CloudException e)
        {
            return (null, e.Failure);
        }
        catch (CloudProviderException e)
        {
            // The credentials do not permit reading tags (spec 3.5).
            return (null, new CloudFailure(e.Code, e.Problems[0].Message, e.Hint, IsTransient: e.IsTransient));
        }
        catch (OperationCanceledException)
        {
            return (null, null);
        }
    }

    private async Task ReadFinallyAsync()
    {
        using CancellationTokenSource timeout = clock.After(FinalReadTimeout);
        ObservationRequest needs = reconciler.Needs(clock.Now);
        needs = needs with { Complete = !needs.OnlyById, IsUrgent = true };
        (Observation? observation, _) = await TryReadAsync(needs, timeout.Token).ConfigureAwait(false);
        if (observation is not null)
        {
            reconciler.Observe(observation, clock.Now);
        }
    }

    private void Report()
    {
        foreach (InfraEvent happened in reconciler.TakeEvents(clock.Now))
        {
            session.Progress.Report(happened);
        }
    }
}
