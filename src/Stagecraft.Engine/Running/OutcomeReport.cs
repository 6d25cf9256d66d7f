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

    /// <param name="convergence">The run.</param>
    /// <param name="plan">The plan that it carried out.</param>
    /// <param name="seen">The machines of ours that were there before.</param>
    /// <param name="kept">What protection kept.</param>
    /// <param name="interrupted">Whether it was stopped before it was done.</param>
    public static ApplyReport Of(Reconciler convergence, InfraPlan plan, IReadOnlyList<Machine> seen, IEnumerable<HostOutcome> kept, bool interrupted)
    {
        Dictionary<MachineId, Machine> there = seen.ToDictionary(d => d.Id);
        IEnumerable<HostOutcome> drifted = plan.Changes.Where(c => c.HasDrift).Select(c => Drifted(convergence.Terms, c, there.GetValueOrDefault(c.Id!.Value)));
        HashSet<MachineId> deleted = [.. convergence.Deletes.Select(d => d.Id)];
        IEnumerable<HostOutcome> all = convergence.Hosts.Select(Of)
            .Concat(convergence.Hosts.SelectMany(h => h.Own.Values.Where(d => d.Id != h.Machine?.Id && !h.GoneIds.Contains(d.Id) && !deleted.Contains(d.Id)).Select(d => Second(h, d))))
            .Concat(convergence.Deletes.Select(Of))
            .Concat(drifted)
            .Concat(kept.ExceptBy(convergence.Deletes.Select(d => (MachineId?)d.Id), k => k.Id));
        return new ApplyReport([.. all]) { IsInterrupted = interrupted }.Sorted();
    }

    /// <summary>The report of a run with what became of its protections: each is that of its host, where it did not fail otherwise.</summary>
    public static ApplyReport With(ApplyReport report, IReadOnlyList<ProtectOperation> protections) => With(report, protections, NotTheHost);

    private static ApplyReport With(ApplyReport report, IReadOnlyList<ProtectOperation> protections, string? whyBeside)
    {
        if (protections.Count == 0)
        {
            return report;
        }

        Dictionary<MachineId, ProtectOperation> open = protections.ToDictionary(p => p.Id);
        List<HostOutcome> all = [];
        foreach (HostOutcome host in report.Hosts)
        {
            all.Add(host.Id is { } id && open.Remove(id, out ProtectOperation? work) ? With(host, work) : host);
        }

        all.AddRange(open.Values.Select(Of).Select(o => o.Kind == HostOutcomeKind.Protected ? o with { Message = whyBeside } : o));
        return (report with { Hosts = all }).Sorted();
    }

    /// <summary>The report of a run that did nothing but protect, because what comes after could not begin.</summary>
    public static ApplyReport Of(InfraPlan plan, IReadOnlyList<ProtectOperation> protections, Problem? failure)
    {
        HostOutcomeKind kind = failure is null ? HostOutcomeKind.Skipped : HostOutcomeKind.Failed;
        string message = failure is null ? Stopped : $"nothing was sent for it: {failure.Message}";
        return With(new([.. plan.Changes.SelectMany(Outcomes)]) { IsInterrupted = failure is null }, protections, whyBeside: null);

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

    private static HostOutcome With(HostOutcome host, ProtectOperation work) =>
        host.Kind != HostOutcomeKind.Unchanged || work.Outcome is null or HostOutcomeKind.Unchanged
            ? host
            : host with { Kind = work.Outcome.Value, Code = work.Code, Message = work.Message ?? host.Message };

    private static HostOutcome Of(ProtectOperation work) =>
        new(work.Name, work.MachineName, work.Outcome ?? HostOutcomeKind.Skipped, work.Id, Code: work.Code, Message: work.Message);

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
            HostPhase.Unclear when !work.WasUnclear => HostOutcomeKind.Skipped,
            HostPhase.Queued or HostPhase.Replacing or HostPhase.Going or HostPhase.Vacated => HostOutcomeKind.Skipped,
            _ => HostOutcomeKind.Unknown,
        };
        string? message = work.Phase switch
        {
            HostPhase.Queued when work.MayExist => NoClearAnswer,
            HostPhase.Queued when work.Alone || work.WasUnclear => SentInVain,
            HostPhase.Unclear when !work.WasUnclear => SentInVain,
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
