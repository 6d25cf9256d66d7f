using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.DigitalOcean.Reading;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Running;

/// <summary>Protects the machines of a plan, before anything else of its run (spec 6.9).</summary>
/// <param name="client">The API.</param>
/// <param name="reader">Looks at the account.</param>
/// <param name="ownership">Who we are.</param>
/// <param name="timing">How long to wait for what.</param>
/// <param name="clock">The run's time.</param>
/// <param name="progress">Told what happens.</param>
internal sealed class Protector(
    DigitalOceanClient client,
    AccountReader reader,
    Ownership ownership,
    EngineTimeouts timing,
    RunClock clock,
    IProgress<InfraEvent> progress)
{
    private const int MaxReadById = 20;
    private const int MaxTogether = 50;

    private static readonly TimeSpan LastLookTimeout = TimeSpan.FromSeconds(30);

    private readonly List<ProtectOperation> _works = [];
    private string? _tag;
    private TimeSpan _readAt;
    private TimeSpan _driftThen;

    /// <summary>What became of each; complete once <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<ProtectOperation> Works => _works;

    /// <summary>Whether anything was sent that changes the account, or may have.</summary>
    public bool HasChangedAnything { get; private set; }

    /// <summary>Runs until each has its outcome, or until it is told to stop.</summary>
    /// <returns>Whether it was stopped after it had sent something.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before.</exception>
    public async Task<bool> RunAsync(InfraPlan plan, CancellationToken stop)
    {
        _works.AddRange(plan.Changes.Where(c => c.Actions == ResourceActions.Update).Select(c => new ProtectOperation(c.Name!, c.CloudName, c.Id!.Value)));
        TimeSpan deadline = clock.Now.Worked + timing.CreateTimeout;
        try
        {
            for (bool isFirst = true; Open.Count > 0; isFirst = false)
            {
                if (!isFirst)
                {
                    await Pause.ForAsync(timing.PollInterval, clock.Time, stop).ConfigureAwait(false);
                }

                if (await TryReadAsync(stop).ConfigureAwait(false) && await TrySendAsync(stop).ConfigureAwait(false))
                {
                    await TryReadAsync(stop).ConfigureAwait(false);
                }

                foreach (ProtectOperation work in clock.Now.Worked >= deadline ? Open : [])
                {
                    Fail(work, ErrorCodes.MachineTimeout, $"droplet '{work.MachineName}' operation timeout: it was not seen protected{(work.Message is null ? "" : $": {work.Message}")}");
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (HasChangedAnything && stop.IsCancellationRequested)
        {
            using CancellationTokenSource timeout = clock.After(LastLookTimeout);
            try
            {
                await TryReadAsync(timeout.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Not to be had now: what is not known is told so.
            }

            foreach (ProtectOperation work in Open)
            {
                work.Outcome = work.IsSent ? HostOutcomeKind.Unknown : HostOutcomeKind.Skipped;
                work.Message = work.IsSent ? "its protection was sent; it was not seen before the run was stopped" : "the run was stopped before it was protected";
            }

            return true;
        }
    }

    private List<ProtectOperation> Open => _works.FindAll(w => w.Outcome is null);

    /// <summary>Reads what is open, and settles what that settles.</summary>
    /// <returns>Whether it could be read.</returns>
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        List<ProtectOperation> open = Open;
        Dictionary<MachineId, Machine> found = [];
        TimeSpan drift = clock.Now.Drift;
        long sentAt = clock.Timestamp;
        try
        {
            if (open.Count > MaxReadById)
            {
                AccountSnapshot look = await reader.LookAsync([], RequestPriority.Working, null, cancellationToken).ConfigureAwait(false);
                found = look.Machines.ToDictionary(d => d.Id);
            }

            Task<Dated<Machine?>>[] reads =
            [
                .. open.Where(w => !found.ContainsKey(w.Id)).Select(w => client.GetDropletAsync(w.Id, RequestPriority.Working, cancellationToken)),
            ];
            await Task.WhenAll(reads).ConfigureAwait(false);
            foreach (Task<Dated<Machine?>> read in reads)
            {
                if ((await read.ConfigureAwait(false)).Value is { } machine)
                {
                    found[machine.Id] = machine;
                }
            }
        }
        catch (ApiException e)
        {
            NotNow(open, e);
            return false;
        }

        TagPermission.Demand([.. found.Values]);
        (_readAt, _driftThen) = (clock.At(sentAt), drift);
        foreach (ProtectOperation work in open)
        {
            Observe(work, found.GetValueOrDefault(work.Id));
        }

        return true;
    }

    private void Observe(ProtectOperation work, Machine? seen)
    {
        work.MachineName = seen?.Name ?? work.MachineName;
        if (seen is null)
        {
            // A fresh machine may answer 404 for a while.
            if (clock.Now.Elapsed >= timing.SettleWindow)
            {
                Fail(work, ErrorCodes.MachineNotFound, $"droplet '{work.MachineName}' not found: since the plan it went");
            }
        }
        else if (!ownership.Owns(seen) || ownership.HostOf(seen) != work.Name)
        {
            Fail(work, ErrorCodes.PlanStale, $"droplet '{seen.Name}' was not protected: its name or tags were changed and no longer say that it is this host");
        }
        else if (Ownership.IsProtected(seen))
        {
            work.Outcome = work.IsSent ? HostOutcomeKind.Protected : HostOutcomeKind.Unchanged;
            work.Message = null;
            if (work.IsSent)
            {
                progress.Report(new HostProtected(work.Name, work.MachineName, work.Id));
            }
        }
        else
        {
            work.IsFound = true;
        }
    }

    /// <summary>Sends the tag for what was just read and does not have it, nor got it a moment ago.</summary>
    /// <returns>Whether anything was sent.</returns>
    private async Task<bool> TrySendAsync(CancellationToken stop)
    {
        ProtectOperation[] due = [.. Open.Where(w => w.IsFound && (!w.IsSent || clock.Now.Elapsed >= w.SentAt + timing.SettleWindow))];
        bool sent = false;
        if (due.Length == 0 || !await TryEnsureTagAsync(due, stop).ConfigureAwait(false))
        {
            return false;
        }

        foreach (ProtectOperation[] together in due.Where(w => !w.Alone).Chunk(MaxTogether).Concat(due.Where(w => w.Alone).Select(w => new[] { w })))
        {
            sent |= await TryAttachAsync([.. together.Where(w => w.Outcome is null)], stop).ConfigureAwait(false);
        }

        return sent;
    }

    private async Task<bool> TryEnsureTagAsync(ProtectOperation[] due, CancellationToken stop)
    {
        if (_tag is not null)
        {
            return true;
        }

        bool before = HasChangedAnything;
        try
        {
            HasChangedAnything = true;
            _tag = await client.EnsureTagAsync(TagNames.Protected, stop).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e)
        {
            HasChangedAnything = before || e.Kind == FailureKind.Unclear;
            NotNow(due, e);
            return false;
        }
    }

    private async Task<bool> TryAttachAsync(ProtectOperation[] together, CancellationToken stop)
    {
        if (together.Length == 0)
        {
            return false;
        }

        foreach (ProtectOperation work in together.Where(w => !w.IsReported))
        {
            work.IsReported = true;
            progress.Report(new HostProtecting(work.Name, work.MachineName, work.Id));
        }

        bool hasGone = false;
        try
        {
            await client.AttachTagAsync(_tag!, [.. together.Select(w => w.Id)], MayGo, stop).ConfigureAwait(false);
            Sent(together, null);
            return true;
        }
        catch (OperationCanceledException) when (hasGone)
        {
            // An attempt went, and its answer did not come: it may have been carried out.
            Sent(together, null);
            throw;
        }
        catch (ApiException e) when (e.Kind == FailureKind.Withdrawn)
        {
            if (hasGone)
            {
                Sent(together, null);
            }

            stop.ThrowIfCancellationRequested();
            return hasGone;
        }
        catch (ApiException e) when (e.Kind == FailureKind.Unclear)
        {
            Sent(together, e.Failure.Message);
            return true;
        }
        catch (ApiException e) when (e is { Kind: FailureKind.Refused, Failure.Status: 404 })
        {
            // A machine is gone, which the next look tells; or the tag is.
            _tag = null;
            Array.ForEach(together, w => w.Message = e.Failure.Message);
            return false;
        }
        catch (ApiException e) when (e.Kind == FailureKind.Refused && together.Length > 1 && e.Failure.Code is not (ErrorCodes.Unauthorized or ErrorCodes.Forbidden))
        {
            Array.ForEach(together, w => w.Alone = true);
            return false;
        }
        catch (ApiException e)
        {
            NotNow(together, e);
            return false;
        }

        bool MayGo()
        {
            bool mayGo = IsFresh && !stop.IsCancellationRequested;
            hasGone |= mayGo;
            return mayGo;
        }
    }

    private bool IsFresh => clock.Now is var now && now.Elapsed - _readAt + ClockDrift.Slept(_driftThen, now.Drift) < EngineTimeouts.TagsStayFresh;

    private void Sent(ProtectOperation[] works, string? message)
    {
        HasChangedAnything = true;
        foreach (ProtectOperation work in works)
        {
            (work.IsSent, work.SentAt, work.Message) = (true, clock.Now.Elapsed, message);
        }
    }

    /// <summary>What may pass is tried again at the next tick; a refusal stays one.</summary>
    private void NotNow(IReadOnlyList<ProtectOperation> works, ApiException failure)
    {
        foreach (ProtectOperation work in works)
        {
            work.Message = failure.Failure.Message;
            if (failure.Kind is FailureKind.Refused or FailureKind.RateLimited)
            {
                string sent = work.IsSent ? "; its protection was sent, and it was not seen" : "";
                Fail(work, failure.Failure.Code, $"droplet '{work.MachineName}' was not protected: {failure.Failure.Advice}{sent}");
            }
        }
    }

    private void Fail(ProtectOperation work, string code, string message)
    {
        (work.Outcome, work.Code, work.Message) = (HostOutcomeKind.Failed, code, message);
        progress.Report(new HostFailed(work.Name, work.MachineName, work.Id, code, message));
    }
}
