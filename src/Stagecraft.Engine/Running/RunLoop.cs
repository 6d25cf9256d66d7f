using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Running;

/// <summary>The one loop with effects: sends what <see cref="Reconciler"/> decides, waits, looks, and tells it what came of it.</summary>
internal sealed class RunLoop(AccountSession session, RunObserver observer, Reconciler convergence, RunClock clock)
{
    private static readonly TimeSpan LastLookTimeout = TimeSpan.FromSeconds(30);

    private readonly PendingRequests _flights = new();

    /// <summary>Runs until every host has its outcome, or until it is told to stop: then nothing more is sent, what is on its way is waited
    /// for, and the account is looked at once more.</summary>
    /// <returns>Whether it was stopped before it was done.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            if (stop.IsCancellationRequested)
            {
                convergence.Stop();
            }
            else
            {
                Launch(stop);
            }

            Tell();
            if (_flights.IsEmpty && (stop.IsCancellationRequested || convergence.IsDone))
            {
                break;
            }

            IReadOnlyList<PendingRequest> landing = _flights.TakeCompleted(clock.Now.Elapsed, inOrder: !stop.IsCancellationRequested);
            if (landing.Count == 0)
            {
                await NextAsync(stop).ConfigureAwait(false);
            }

            foreach (PendingRequest landed in landing)
            {
                landed.Land();
                Tell();
            }
        }

        if (convergence.IsDone)
        {
            return false;
        }

        if (convergence.HasChangedAnything)
        {
            await LookOnceMoreAsync().ConfigureAwait(false);
            Tell();
        }

        return true;
    }

    private void Launch(CancellationToken stop)
    {
        while (_flights.Count(PendingKind.Create) < session.Account.Facts.CreatesInFlight && convergence.NextCreate(clock.Now) is { } batch)
        {
            Tell();
            _flights.Add(PendingRequest.Of(PendingKind.Create, SendAsync(batch, stop), outcome =>
            {
                if (outcome is CreateOutcome.NotSent && stop.IsCancellationRequested)
                {
                    convergence.HeldBack(batch);
                }
                else
                {
                    convergence.Completed(batch, outcome, clock.Now);
                }
            }));
        }

        while (_flights.Count(PendingKind.Delete) < session.Account.Facts.DeletesInFlight && convergence.NextDelete(clock.Now) is { } work)
        {
            Tell();
            _flights.Add(PendingRequest.Of(PendingKind.Delete, SendAsync(work, stop), outcome => convergence.Completed(work, outcome, clock.Now)));
        }

        if (_flights.Count(PendingKind.Look) == 0 && convergence.NextLook(clock.Now) is { } due && due <= clock.Now.Elapsed)
        {
            _flights.Add(PendingRequest.Of(PendingKind.Look, TryLookAsync(convergence.Needs(clock.Now), stop), seen =>
            {
                if (seen.Observation is { } sight)
                {
                    convergence.Observe(sight, clock.Now);
                }
                else if (!stop.IsCancellationRequested)
                {
                    convergence.LookFailed(seen.Failure, clock.Now);
                }
            }));
        }
    }

    /// <summary>Until something on its way has ended, an answer has waited enough for those before it, the next look is due, or the run is to stop.</summary>
    private async Task NextAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            await Task.WhenAny(_flights.Incomplete).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        TimeSpan? due = _flights.Count(PendingKind.Look) > 0 ? null : convergence.NextLook(clock.Now);
        TimeSpan? patience = _flights.ReorderWindowEnds;
        Task timer = clock.Delay(due is null || patience < due ? patience : due, over.Token);
        await Task.WhenAny(_flights.Incomplete.Append(timer)).ConfigureAwait(false);
        over.Cancel();
    }

    private async Task<CreateOutcome> SendAsync(CreateBatch batch, CancellationToken stop)
    {
        try
        {
            return await session.Account.CreateAsync(convergence.OrderOf(batch), stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new CreateOutcome.Unclear(new CloudFailure(ErrorCodes.ApiError, "API error: cancelled"));
        }
    }

    private async Task<DeleteOutcome> SendAsync(DeleteOperation work, CancellationToken stop)
    {
        try
        {
            return await session.Account
                .DeleteAsync(work.Id, () => DeleteTransitions.IsFresh(work, clock.Now) && !stop.IsCancellationRequested, stop)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new DeleteOutcome.Failed(new CloudFailure(ErrorCodes.ApiError, "API error: cancelled"));
        }
    }

    private async Task<(Observation? Observation, CloudFailure? Failure)> TryLookAsync(ObservationRequest needs, CancellationToken cancellationToken)
    {
        try
        {
            return (await observer.ReadAsync(needs, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CloudException e)
        {
            return (null, e.Failure);
        }
        catch (CloudProviderException e)
        {
            // The token does not show what must be seen (spec 3.5).
            return (null, new CloudFailure(e.Code, e.Problems[0].Message, e.Hint, IsTransient: e.IsTransient));
        }
        catch (OperationCanceledException)
        {
            return (null, null);
        }
    }

    private async Task LookOnceMoreAsync()
    {
        using CancellationTokenSource timeout = clock.After(LastLookTimeout);
        ObservationRequest needs = convergence.Needs(clock.Now) with { Complete = true, Urgent = true };
        (Observation? sight, _) = await TryLookAsync(needs, timeout.Token).ConfigureAwait(false);
        if (sight is not null)
        {
            convergence.Observe(sight, clock.Now);
        }
    }

    private void Tell()
    {
        foreach (InfraEvent happened in convergence.TakeEvents(clock.Now))
        {
            session.Progress.Report(happened);
        }
    }
}
