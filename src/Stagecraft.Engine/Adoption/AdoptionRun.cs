using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Adoption;

/// <summary>Adopts a machine, forgets one, or ends the protection of one: changes its tags, one by one, and nothing else (spec 14).</summary>
internal sealed class AdoptionRun(
    AccountSession session,
    SettledReader settled,
    DesiredState desired,
    DeclaredNames names,
    OwnershipOptions options,
    RunClock clock)
{
    private static readonly TimeSpan LastLookTimeout = TimeSpan.FromSeconds(30);

    private readonly Ownership _ownership = desired.Ownership;
    private readonly List<string> _written = [];
    private bool _hasSent;

    /// <summary>What would be done. Reads, and nothing else.</summary>
    public async Task<OwnershipChange> PreviewAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(options.Machine ?? "", cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            throw session.Terms.Failure(e);
        }
    }

    /// <summary>Does what was previewed, where that is still the same.</summary>
    public async Task<OwnershipResult> ApplyChangeAsync(OwnershipChange agreed, CancellationToken stop)
    {
        OwnershipChange change = await PreviewAsync(stop).ConfigureAwait(false);
        if (change.Machine.Id != agreed.Machine.Id || !change.Add.SequenceEqual(agreed.Add) || !change.Remove.SequenceEqual(agreed.Remove))
        {
            throw session.Terms.Failure(ErrorCodes.PlanStale, $"the tags of {session.Terms.Machine} '{change.Machine.MachineName}' were changed since that was shown: nothing was done", "look again, and review what changed");
        }

        try
        {
            await WriteAsync(change, stop).ConfigureAwait(false);
            IReadOnlyList<string> tags = await AwaitAsync(change.Machine, t => IsDone(change, t), stop).ConfigureAwait(false);
            if (change.Action == OwnershipAction.Adopt && !change.IsEmpty)
            {
                await RequireAloneAsync(change, stop).ConfigureAwait(false);
            }

            return new(change, IsSeen: true, tags);
        }
        catch (OperationCanceledException) when (_hasSent && stop.IsCancellationRequested)
        {
            IReadOnlyList<string>? tags = await LastLookAsync(change.Machine.Id).ConfigureAwait(false);
            return new(change, tags is not null && IsDone(change, tags), tags);
        }
        catch (CloudException e)
        {
            throw new CloudProviderException(session.Terms.Provider, e.Failure.ToProblem() with { Message = e.Failure.Message + Progress(change, e.Kind == FailureKind.Unclear) }, e.Failure.IsTransient, innerException: e);
        }
    }

    private async Task<OwnershipChange> ReadAsync(string idOrName, CancellationToken cancellationToken)
    {
        if (options.Action == OwnershipAction.Adopt)
        {
            DesiredHost host = DeclaredHost();
            AccountSnapshot look = await settled.ReadAsync([host.Name], cancellationToken).ConfigureAwait(false);
            Machine found = await MachineFinder.FindAsync(session, idOrName, cancellationToken).ConfigureAwait(false);
            return AdoptionRules.Adopt(session.Terms, _ownership, host, found, Others(look, found));
        }

        AccountSnapshot all = await settled.ReadAsync([], cancellationToken).ConfigureAwait(false);
        Machine listed = AdoptionRules.Find(session.Terms, _ownership, options.Action, options.Host, all.Machines);
        Machine machine = await MachineFinder.ReadAsync(session, listed.Id, cancellationToken).ConfigureAwait(false)
            ?? throw session.Terms.Failure(ErrorCodes.MachineNotFound, $"{session.Terms.Machine} {AdoptionRules.Text(listed)} not found: it is listed, and gone", null);

        // Its tags may be others than those in the list, and so may be whose it is.
        AdoptionRules.Find(session.Terms, _ownership, options.Action, options.Host, [.. all.Machines.Where(d => d.Id != machine.Id), machine]);
        string? name = _ownership.HostOf(machine);
        return options.Action == OwnershipAction.Forget
            ? AdoptionRules.Forget(session.Terms, _ownership, machine, name is not null && names.Hosts.Contains(name))
            : AdoptionRules.Unprotect(_ownership, machine, name is not null && names.Protected.Contains(name));
    }

    private async Task WriteAsync(OwnershipChange change, CancellationToken stop)
    {
        foreach (string tag in change.Add)
        {
            if (tag == change.Add[^1])
            {
                await RequireUnclaimedAsync(change, stop).ConfigureAwait(false);
            }

            stop.ThrowIfCancellationRequested();
            _hasSent = true;
            await UpdateAsync(change.Machine.Id, new MachineUpdate { AddTags = [tag] }, stop).ConfigureAwait(false);
            _written.Add(tag);
        }

        foreach (string tag in change.Remove)
        {
            stop.ThrowIfCancellationRequested();
            _hasSent = true;
            await UpdateAsync(change.Machine.Id, new MachineUpdate { RemoveTags = [tag] }, stop).ConfigureAwait(false);
            _written.Add(tag);
        }
    }

    /// <exception cref="CloudException">The update failed.</exception>
    private async Task UpdateAsync(MachineId id, MachineUpdate update, CancellationToken stop)
    {
        switch (await session.Account.UpdateAsync([id], update, () => !stop.IsCancellationRequested, stop).ConfigureAwait(false))
        {
            case UpdateOutcome.NotFound when update.RemoveTags.Count > 0:
            // The tag was deleted from the account, or the machine was: the tags that are read next decide.
            case UpdateOutcome.Accepted:
                break;
            case UpdateOutcome.Unclear unclear:
                throw new CloudException(unclear.Failure, FailureKind.Unclear);
            case UpdateOutcome.NotFound missing:
                throw new CloudException(missing.Failure, FailureKind.Refused);
            case UpdateOutcome.Refused refused:
                throw new CloudException(refused.Failure, FailureKind.Refused);
            case UpdateOutcome.NotSent failed:
                throw new CloudException(failed.Failure, FailureKind.NotSent);
            default:
                throw new OperationCanceledException(stop);
        }
    }

    /// <summary>The last tag makes it ours: only where all others are seen, it is nobody's still, and no other is the host.</summary>
    private async Task RequireUnclaimedAsync(OwnershipChange change, CancellationToken stop)
    {
        await AwaitAsync(change.Machine, tags => change.Add.SkipLast(1).All(t => TagNames.Has(tags, t)), stop).ConfigureAwait(false);
        OwnershipChange last;
        try
        {
            last = await ReadAsync(change.Machine.Id.Value, stop).ConfigureAwait(false);
        }
        catch (CloudProviderException e)
        {
            throw session.Terms.Failure(e.Code, e.Problems[0].Message + Progress(change), e.Hint);
        }

        if (last.Machine.Id != change.Machine.Id || !last.Add.SequenceEqual([change.Add[^1]]))
        {
            throw session.Terms.Failure(ErrorCodes.PlanStale, $"the tags of {session.Terms.Machine} '{change.Machine.MachineName}' were changed meanwhile{Progress(change)}", "look again, and review what changed");
        }
    }

    /// <summary>Somebody else may have made the host at the same moment.</summary>
    private async Task RequireAloneAsync(OwnershipChange change, CancellationToken stop)
    {
        AccountSnapshot look = await settled.ReadAsync([options.Host], stop).ConfigureAwait(false);
        Machine? other = look.Machines.FirstOrDefault(d => d.Id != change.Machine.Id && _ownership.Owns(d) && _ownership.HostOf(d) == options.Host);
        if (other is not null)
        {
            throw session.Terms.Failure(
                ErrorCodes.MachineExists,
                $"{session.Terms.Machine} '{change.Machine.MachineName}' was adopted, but meanwhile {session.Terms.Machine} {AdoptionRules.Text(other)} became host '{options.Host}' too: the next plan would delete one of them",
                $"let one of them go before the next run: stagecraft infra forget {change.Machine.Id} (or {other.Id})");
        }
    }

    /// <summary>Reads the machine, each tick, until its tags are as they should be.</summary>
    private async Task<IReadOnlyList<string>> AwaitAsync(HostStatus host, Func<IReadOnlyList<string>, bool> isDone, CancellationToken stop)
    {
        TimeSpan deadline = clock.Now.Worked + session.Timeouts.CreateTimeout;
        while (true)
        {
            CloudException? failure = null;
            try
            {
                Machine? machine = await MachineFinder.ReadAsync(session, host.Id, stop).ConfigureAwait(false);
                if (machine is null)
                {
                    throw session.Terms.Failure(ErrorCodes.MachineNotFound, $"{session.Terms.Machine} '{host.MachineName}' not found: it was there and is gone", null);
                }

                if (isDone(machine.Tags!))
                {
                    return machine.Tags!;
                }
            }
            catch (CloudException e) when (e.Failure.IsTransient)
            {
                failure = e;
            }

            if (clock.Now.Worked >= deadline)
            {
                string reason = failure?.Failure.Message ?? "its tags were written and not seen";
                throw session.Terms.Failure(ErrorCodes.MachineTimeout, $"{session.Terms.Machine} '{host.MachineName}' operation timeout: {reason}", "run the same command again: it goes on from what is there");
            }

            await Pause.ForAsync(session.Timeouts.PollInterval, clock.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>?> LastLookAsync(MachineId id)
    {
        using CancellationTokenSource timeout = clock.After(LastLookTimeout);
        try
        {
            return (await MachineFinder.ReadAsync(session, id, timeout.Token).ConfigureAwait(false))?.Tags;
        }
        catch (Exception e) when (e is CloudException or CloudProviderException or OperationCanceledException)
        {
            return null;
        }
    }

    private DesiredHost DeclaredHost()
    {
        string[] known = [.. desired.Hosts.Select(h => h.Name)];
        return desired.Hosts.FirstOrDefault(h => h.Name == options.Host) ?? throw session.Terms.Failure(
            ErrorCodes.ConfigInvalid,
            $"invalid config: environment '{options.Environment}' does not declare host '{options.Host}' ({(known.Length == 0 ? "none is" : "known: " + string.Join(", ", known))})",
            Suggestion.Nearest(options.Host, known) is { } near ? $"did you mean '{near}'?" : "declare it, then adopt the droplet as it");
    }

    /// <summary>The account as it is beside the machine, which was read later.</summary>
    private ActualState Others(AccountSnapshot look, Machine machine) => Inventory.Classify(_ownership, look.Machines.Where(d => d.Id != machine.Id));

    private static bool IsDone(OwnershipChange change, IReadOnlyList<string> tags) =>
        change.Add.All(t => TagNames.Has(tags, t)) && !change.Remove.Any(t => TagNames.Has(tags, t));

    /// <summary>How far it came, to be said after why it ended.</summary>
    private string Progress(OwnershipChange change, bool isUnclear = false)
    {
        string[] all = [.. change.Add, .. change.Remove];
        string verb = change.Action == OwnershipAction.Adopt ? "added" : "taken away";
        if (_written.Count == all.Length)
        {
            return $"; all of its tags were {verb}, which was not seen yet";
        }

        string open = isUnclear ? $"whether {all[_written.Count]} was is not known" : "nothing more was changed";
        return _written.Count > 0 ? $"; {string.Join(", ", _written)} {(_written.Count == 1 ? "was" : "were")} {verb}, {open}; the same command again goes on"
            : isUnclear ? $"; {open}; the same command again goes on"
            : "; nothing was changed";
    }
}
