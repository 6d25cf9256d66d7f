using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What became of every host, once a run has ended.</summary>
internal static class OutcomeReport
{
    private const string Stopped = "the run was stopped before anything was sent for it";
    private const string NotAnew = "the run was stopped before it was created anew";
    private const string NoClearAnswer = "its create got no clear answer before the run was stopped";
    private const string SentInVain = "the run was stopped before its create was sent again; what was sent before had no effect";

    private const string MadeTwice = "this run made it, and it is not the one that stays; it was not deleted before the run ended";
    private const string Missing = "since the plan it went, or was taken away";
    private const string Gone = "it was already gone";
    private const string NotTheHost = "it was protected; since then it was deleted, or another machine became the host";

    /// <param name="reconciler">The run.</param>
    /// <param name="plan">The plan that was applied.</param>
    /// <param name="owned">The owned machines before the run.</param>
    /// <param name="kept">Machines that were not deleted, because they are protected.</param>
    /// <param name="interrupted">Whether the run was stopped before it was done.</param>
    public static ApplyReport Of(Reconciler reconciler, InfraPlan plan, IReadOnlyList<Machine> owned, IEnumerable<HostOutcome> kept, bool interrupted)
    {
        Dictionary<MachineId, Machine> there = owned.ToDictionary(d => d.Id);
        IEnumerable<HostOutcome> drifted = plan.Changes.Where(c => c.HasDrift).Select(c => Drifted(reconciler.Terms, c, there.GetValueOrDefault(c.Id!.Value)));
        HashSet<MachineId> deleted = [.. reconciler.Deletes.Select(d => d.Id)];
        IEnumerable<HostOutcome> all = reconciler.Hosts.Select(Of)
            .Concat(reconciler.Hosts.SelectMany(h => h.Own.Values.Where(d => d.Id != h.Machine?.Id && !h.GoneIds.Contains(d.Id) && !deleted.Contains(d.Id)).Select(d => Second(h, d))))
            .Concat(reconciler.Deletes.Select(Of))
            .Concat(drifted)
            .Concat(kept.ExceptBy(reconciler.Deletes.Select(d => (MachineId?)d.Id), k => k.Id));
        return WithUpdates(all, reconciler.Updates, NotTheHost, interrupted);
    }

    /// <summary>The report of a run whose creates and deletes did not begin.</summary>
    /// <param name="reconciler">The run.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="failure">Why they did not begin; null if the run was stopped.</param>
    public static ApplyReport NotBegun(Reconciler reconciler, InfraPlan plan, Problem? failure)
    {
        HostOutcomeKind kind = failure is null ? HostOutcomeKind.Skipped : HostOutcomeKind.Failed;
        string message = failure is null ? Stopped : $"nothing was sent for it: {failure.Message}";
        return WithUpdates(plan.Changes.SelectMany(Outcomes), reconciler.Updates, otherHost: null, interrupted: failure is null);

        IEnumerable<HostOutcome> Outcomes(ResourceChange change)
        {
            if (change.Deletes)
            {
                yield return new(change.Name, change.CloudName, kind, change.Id, Code: failure?.Code, Message: message);
            }

            if (change.Creates)
            {
                yield return new(change.Name, change.NewCloudName, kind, Code: failure?.Code, Message: message);
            }

            if (change.Actions == ResourceActions.None || change.HasDrift)
            {
                yield return new(change.Name, change.CloudName, HostOutcomeKind.Unchanged, change.Id);
            }
        }
    }

    /// <summary>Merges the outcome of each update into that of its host, unless the host has another outcome than unchanged.</summary>
    private static ApplyReport WithUpdates(IEnumerable<HostOutcome> hosts, IEnumerable<UpdateOperation> updates, string? otherHost, bool interrupted)
    {
        Dictionary<MachineId, HostOutcome> open = updates.Select(Of).ToDictionary(o => o.Id!.Value);
        List<HostOutcome> all = [];
        foreach (HostOutcome host in hosts)
        {
            HostOutcome? update = null;
            bool isUpdated = host.Id is { } id && open.Remove(id, out update) && host.Kind == HostOutcomeKind.Unchanged && update.Kind != HostOutcomeKind.Unchanged;
            all.Add(isUpdated ? host with { Kind = update!.Kind, Code = update.Code, Message = update.Message ?? host.Message } : host);
        }

        all.AddRange(open.Values.Select(o => o.Kind == HostOutcomeKind.Protected ? o with { Message = otherHost } : o));
        return new ApplyReport(all) { IsInterrupted = interrupted }.Sorted();
    }

    private static HostOutcome Of(UpdateOperation update)
    {
        (HostOutcomeKind kind, string? message) = update.Phase switch
        {
            UpdatePhase.Failed => (HostOutcomeKind.Failed, update.Failure!.Message),
            UpdatePhase.Completed => (update.IsSent ? HostOutcomeKind.Protected : HostOutcomeKind.Unchanged, null),
            _ when update.IsSent => (HostOutcomeKind.Unknown, "its protection was sent; it was not confirmed before the run was stopped"),
            _ => (HostOutcomeKind.Skipped, "the run was stopped before it was protected"),
        };
        return new(update.Name, update.MachineName, kind, update.Id, Code: update.Failure?.Code, Message: message);
    }

    public static HostOutcome Kept(string? name, Machine machine) =>
        new(name, machine.Name, HostOutcomeKind.Kept, machine.Id, machine.PublicIpv4, machine.PrivateIpv4, Message: "protected");

    private static HostOutcome Drifted(CloudTerms terms, ResourceChange change, Machine? machine)
    {
        HostOutcome outcome = new(change.Name, change.CloudName, HostOutcomeKind.Unchanged, change.Id, machine?.PublicIpv4, machine?.PrivateIpv4);
        return machine is not null ? outcome with { Message = "drift: " + string.Join(", ", change.Drift.Select(d => d.Name)) }
            : change.Name is null ? outcome with { Message = Missing }
            : outcome with
            {
                Kind = HostOutcomeKind.Failed,
                Code = ErrorCodes.MachineNotFound,
                Message = $"{terms.Machine} '{change.CloudName}' not found: {Missing}",
            };
    }

    /// <summary>Billed, so it is told, whatever kept the run from deleting it.</summary>
    private static HostOutcome Second(HostOperation work, Machine machine) =>
        new(work.Name, machine.Name, HostOutcomeKind.Unknown, machine.Id, machine.PublicIpv4, machine.PrivateIpv4, Message: MadeTwice);

    private static HostOutcome Of(HostOperation work)
    {
        HostOutcomeKind kind = work.Phase switch
        {
            HostPhase.Ready => work.IsCreatedHere ? HostOutcomeKind.Created : HostOutcomeKind.Unchanged,
            HostPhase.Unchanged => HostOutcomeKind.Unchanged,
            HostPhase.Failed => HostOutcomeKind.Failed,
            HostPhase.Queued when work.MayExist => HostOutcomeKind.Unknown,
            HostPhase.Queued or HostPhase.Replacing or HostPhase.Going or HostPhase.Vacated => HostOutcomeKind.Skipped,
            _ => HostOutcomeKind.Unknown,
        };
        string? message = work.Phase switch
        {
            HostPhase.Queued when work.MayExist => NoClearAnswer,
            HostPhase.Queued when work.Alone || work.WasUnclear => SentInVain,
            HostPhase.Queued or HostPhase.Replacing or HostPhase.Vacated when work.Replaced.Any(d => d.IsSent) => NotAnew,
            HostPhase.Queued or HostPhase.Replacing or HostPhase.Going or HostPhase.Vacated => Stopped,
            HostPhase.Waiting => $"it exists; its status was '{work.Machine?.Status}' when the run was stopped",
            HostPhase.Unclear or HostPhase.Sending => NoClearAnswer,
            _ => work.Message,
        };
        return new(
            work.Name,
            work.Machine?.Name ?? work.Host.MachineName,
            kind,
            work.Machine?.Id,
            work.Machine?.PublicIpv4,
            work.Machine?.PrivateIpv4,
            work.Code,
            message);
    }

    private static HostOutcome Of(DeleteOperation work) => work.Phase switch
    {
        DeletePhase.Gone when work.IsSent => Outcome(work, HostOutcomeKind.Deleted, null),
        DeletePhase.Gone => Outcome(work, HostOutcomeKind.Unchanged, Gone),
        DeletePhase.Failed => Outcome(work, HostOutcomeKind.Failed, work.Message),
        DeletePhase.Skipped => Outcome(work, HostOutcomeKind.Skipped, work.Message),
        DeletePhase.Kept => Outcome(work, HostOutcomeKind.Kept, "protected"),
        _ when work.IsSent => Outcome(work, HostOutcomeKind.Unknown, "its delete was sent; it was not seen gone before the run was stopped"),
        _ => Outcome(work, HostOutcomeKind.Skipped, Stopped),
    };

    private static HostOutcome Outcome(DeleteOperation work, HostOutcomeKind kind, string? message) =>
        new(work.Name, work.MachineName, kind, work.Id, Code: work.Code, Message: message);
}
