using Stagecraft.Engine.Adoption;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Adopts, forgets or renames a machine, or removes its protection: one update of its tags and its name (spec 14).</summary>
internal sealed class OwnershipCall(AccountSession session, OwnershipOptions options)
{
    private readonly AdoptionPreview _preview = new(session, options);

    /// <summary>Applies a previewed change, if a new preview shows the same.</summary>
    public async Task<OwnershipResult> ApplyAsync(OwnershipChange agreed, CancellationToken stop)
    {
        RunClock clock = session.StartClock();
        EngineTime start = clock.Now;
        OwnershipChange change = await _preview.ReadAsync(stop).ConfigureAwait(false);
        if (change.Machine.Id != agreed.Machine.Id
            || change.NewMachineName != agreed.NewMachineName
            || !change.Add.SequenceEqual(agreed.Add)
            || !change.Remove.SequenceEqual(agreed.Remove))
        {
            throw session.Terms.Failure(
                ErrorCodes.PlanStale,
                $"the {(agreed.Action == OwnershipAction.Rename ? "name or the " : "")}tags of {session.Terms.Machine} "
                    + $"'{change.Machine.MachineName}' were changed after the preview: nothing was changed",
                AdoptionRules.ReviewAgain);
        }

        UpdateOperation update = Update(change);
        if (update.UnguardedSteps > 0 && update is not RenameOperation)
        {
            // The preview has just read the machine.
            (update.Phase, update.ReadAt, update.MustRead) = (UpdatePhase.Ready, start, false);
        }

        Reconciler reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
        reconciler.Add(update, clock.Now);
        bool isStopped = await new RunLoop(session, reconciler, clock).RunAsync(stop).ConfigureAwait(false);
        if (isStopped && !reconciler.HasChangedAnything)
        {
            stop.ThrowIfCancellationRequested();
        }

        bool isShown = update.Machine is { } machine && update.ShownSteps(machine, clock.Now) == update.Steps.Count;
        if (update.Failure is { } failure)
        {
            Problem problem = failure.ToProblem() with { Message = failure.Message + (isShown ? "" : Progress(change, update)) };
            throw new CloudProviderException(session.Terms.Provider, [problem], failure.IsTransient);
        }

        if (update is RenameOperation && isShown)
        {
            await RenamedLists.AwaitAsync(session, new Dictionary<ResourceId, string> { [update.Id] = options.Host }, stop)
                .ConfigureAwait(false);
        }

        return new(change, isShown, update.Machine?.Tags);
    }

    private UpdateOperation Update(OwnershipChange change)
    {
        if (change is { Action: OwnershipAction.Rename, IsEmpty: false })
        {
            RenameOperation? rename = null;
            return rename = new RenameOperation(change)
            {
                AdoptedHost = options.Host,
                Check = (machine, read) => _preview.Renaming.Check(change, machine, [.. read.Machines.Values], rename!.IsSentCompletely),
            };
        }

        IEnumerable<MachineUpdate> adds = change.Add.Select(t => new MachineUpdate { AddTags = [t] });
        IEnumerable<MachineUpdate> removes = change.Remove.Select(t => new MachineUpdate { RemoveTags = [t] });
        bool isAdoption = change is { Action: OwnershipAction.Adopt, IsEmpty: false };
        return new UpdateOperation(change.Machine.Name, change.Machine.MachineName, change.Machine.Id, [.. adds, .. removes])
        {
            AdoptedHost = isAdoption ? options.Host : null,
            Check = isAdoption
                ? (machine, read) => _preview.Check(change, machine, read.Machines.Values)
                : (_, _) => null,
        };
    }

    /// <summary>The steps that were sent, for the end of a failure's message.</summary>
    private static string Progress(OwnershipChange change, UpdateOperation update)
    {
        if (update is RenameOperation rename)
        {
            return rename.Progress();
        }

        string[] all = [.. change.Add, .. change.Remove];
        string verb = change.Action == OwnershipAction.Adopt ? "added" : "removed";
        if (update.Next == all.Length)
        {
            return $"; all of its tags were {verb}, but the API does not show that yet";
        }

        string open = update.IsUnclear ? $"whether {all[update.Next]} was {verb} is unknown" : "nothing more was changed";
        string were = update.Next == 1 ? "was" : "were";
        string changed = update.Next == 0 ? "" : $" {string.Join(", ", all.Take(update.Next))} {were} {verb},";
        return update.Next > 0 || update.IsUnclear ? $";{changed} {open}; the same command again continues" : "; nothing was changed";
    }
}
