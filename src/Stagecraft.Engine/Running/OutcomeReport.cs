using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Running;

/// <summary>The outcome of every host of a run that has ended.</summary>
internal static class OutcomeReport
{
    private const string Stopped = "the run was stopped before anything was sent for it";
    private const string OutcomeUnknown = "the outcome of its create request was unknown when the run was stopped";
    private const string SentWithoutEffect = "the run was stopped before its create was sent again; the earlier request had no effect";

    private const string Undeleted = "this run created it as a duplicate; it was not deleted before the run ended";
    private const string Missing = "it was deleted or is no longer managed";
    private const string SentDelete = "its delete was sent; it was not confirmed before the run was stopped";

    /// <param name="reconciler">The run.</param>
    /// <param name="desired">The desired state.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="start">The account before it.</param>
    /// <param name="interrupted">Whether it was stopped.</param>
    /// <param name="withKept">Whether the report includes protected machines that the plan does not mention.</param>
    public static ApplyReport Of(
        Reconciler reconciler, DesiredState desired, InfraPlan plan, AccountSnapshot start, bool interrupted, bool withKept)
    {
        IReadOnlyList<Machine> owned = Inventory.Classify(desired.Ownership, start.Machines).Owned;
        HashSet<ResourceId?> deleted = [.. reconciler.Deletes.Select(d => d.Id)];
        IEnumerable<HostOutcome> all = reconciler.Hosts.Select(Of)
            .Concat(reconciler.Deletes.Select(Of))
            .Concat(reconciler.Hosts.SelectMany(Duplicates).Concat(withKept ? Kept(desired, owned) : [])
                .Where(o => !deleted.Contains(o.Id)))
            .Concat(
                plan.HostChanges.Where(c => c.HasDrift).Select(c => Drifted(desired.Terms, c, owned.FirstOrDefault(m => m.Id == c.Id))));
        HashSet<ResourceId?> switched = [.. plan.HostChanges.Where(PlannedHosts.IsSwitched).Select(c => c.Id)];
        ApplyReport report = WithUpdates(
            all,
            reconciler.Updates,
            u => switched.Contains(u.Id) ? null : "it was updated, but was deleted or replaced afterwards",
            interrupted);
        return report with { Hosts = Described(report.Hosts, desired, start.Machines, reconciler) };
    }

    /// <summary>The report of a run whose creates and deletes did not begin, because of a failure or, without one, because it was
    /// stopped.</summary>
    public static ApplyReport NotBegun(Reconciler reconciler, InfraPlan plan, Problem? failure)
    {
        OutcomeKind kind = failure is null ? OutcomeKind.Skipped : OutcomeKind.Failed;
        string message = failure is null ? Stopped : $"nothing was sent for it: {failure.Message}";
        HashSet<ResourceId?> updated = [.. reconciler.Updates.Select(u => u.Id)];
        return WithUpdates(plan.HostChanges.SelectMany(Outcomes), reconciler.Updates, _ => null, interrupted: failure is null);

        IEnumerable<HostOutcome> Outcomes(ResourceChange change)
        {
            bool isLeft = change.Actions == ResourceActions.Update
                && (!updated.Contains(change.Id) || change.Fields.Any(f => f.Name == HostField.Replacement));
            if (change.Deletes || isLeft)
            {
                yield return new(change.Name, change.CloudName, kind, change.Id, Code: failure?.Code, Message: message);
            }

            if (change.Creates)
            {
                yield return new(change.Name, change.NewCloudName, kind, Code: failure?.Code, Message: message);
            }

            if (change.Actions == ResourceActions.None || change.HasDrift)
            {
                yield return new(change.Name, change.CloudName, OutcomeKind.Unchanged, change.Id);
            }
        }
    }

    /// <summary>The report of hosts for which nothing is sent.</summary>
    public static ApplyReport NotDone(InfraPlan plan, OutcomeKind kind, string? code, Func<ResourceChange, string> reason) => new(
    [
        .. plan.HostChanges.Where(c => c.Actions != ResourceActions.None)
            .Select(c => new HostOutcome(c.Name, c.CloudName, kind, c.Id, Code: code, Message: reason(c))),
    ]);

    /// <summary>The report of a run that only updates hosts.</summary>
    public static ApplyReport OfUpdates(Reconciler reconciler, DesiredState desired, bool interrupted)
    {
        ApplyReport report = WithUpdates([], reconciler.Updates, _ => null, interrupted);
        IEnumerable<Machine> machines = reconciler.Updates.Select(u => u.Machine).OfType<Machine>();
        return report with { Hosts = Described(report.Hosts, desired, machines, reconciler) };
    }

    /// <summary>A report with more updates.</summary>
    public static ApplyReport WithUpdates(ApplyReport report, IEnumerable<UpdateOperation> updates, bool interrupted) =>
        WithUpdates(report.Hosts, updates, _ => null, interrupted: report.IsInterrupted || interrupted);

    /// <summary>The outcomes with role, size and region: those of the machine if it is known, otherwise the declared ones.</summary>
    private static HostOutcome[] Described(
        IReadOnlyList<HostOutcome> outcomes, DesiredState desired, IEnumerable<Machine> before, Reconciler reconciler)
    {
        Dictionary<ResourceId, Machine> machines = [];
        foreach (Machine machine in before.Concat(reconciler.Hosts.SelectMany(h => h.Own.Values))
            .Concat(reconciler.Hosts.Select(h => h.Machine).OfType<Machine>()))
        {
            machines[machine.Id] = machine;
        }

        Dictionary<string, DesiredHost> declared = desired.Hosts.ToDictionary(h => h.Name, StringComparer.Ordinal);
        return [.. outcomes.Select(Of)];

        HostOutcome Of(HostOutcome outcome) =>
            outcome.Id is { } id && machines.GetValueOrDefault(id) is { } machine
                ? outcome with
                {
                    Role = TagNames.Single(machine.Tags ?? [], TagNames.RolePrefix),
                    Size = machine.Size,
                    Region = machine.Region,
                }
            : outcome.Name is { } name && declared.GetValueOrDefault(name)?.Declared is { } host
                ? outcome with { Role = host.Role, Size = host.Size, Region = host.Region }
            : outcome;
    }

    /// <summary>Merges the outcome of each update into that of its host, if the host is unchanged. A created host keeps its outcome, unless
    /// its update failed.</summary>
    private static ApplyReport WithUpdates(
        IEnumerable<HostOutcome> hosts, IEnumerable<UpdateOperation> updates, Func<HostOutcome, string?> otherHost, bool interrupted)
    {
        Dictionary<ResourceId, HostOutcome> open = updates.Select(Of).ToDictionary(o => o.Id!.Value);
        List<HostOutcome> all = [];
        foreach (HostOutcome host in hosts)
        {
            bool isMerged = open.Remove(host.Id ?? default, out HostOutcome? update)
                && update.Kind != OutcomeKind.Unchanged
                && (host.Kind == OutcomeKind.Unchanged
                    || (host.Kind is OutcomeKind.Created or OutcomeKind.Updated && update.Kind != OutcomeKind.Updated));
            OutcomeKind kind = host.Kind is OutcomeKind.Created && update?.Kind != OutcomeKind.Failed
                ? host.Kind : update?.Kind ?? host.Kind;
            all.Add(isMerged ? host with { Kind = kind, Code = update!.Code, Message = update.Message ?? host.Message } : host);
        }

        all.AddRange(open.Values.Select(o => o.Kind == OutcomeKind.Updated ? o with { Message = otherHost(o) } : o));
        return new ApplyReport(all) { IsInterrupted = interrupted }.Sorted();
    }

    private static HostOutcome Of(UpdateOperation update)
    {
        (OutcomeKind kind, string? message) = update.Phase switch
        {
            UpdatePhase.Failed => (OutcomeKind.Failed, update.Failure!.Message),
            UpdatePhase.Completed => (update.IsSent ? OutcomeKind.Updated : OutcomeKind.Unchanged, null),
            _ when update.IsSent => (OutcomeKind.Unknown, "its update was sent; it was not confirmed before the run was stopped"),
            _ => (OutcomeKind.Skipped, "the run was stopped before it was updated"),
        };
        return new(
            update.Name,
            update.MachineName,
            kind,
            update.Id,
            update.Machine?.PublicIpv4,
            update.Machine?.PrivateIpv4,
            update.Failure?.Code,
            message);
    }

    /// <summary>Machines that are not deleted, because they are protected.</summary>
    private static IEnumerable<HostOutcome> Kept(DesiredState desired, IEnumerable<Machine> owned)
    {
        HashSet<string> declared = desired.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        return owned
            .Where(desired.Keeps)
            .Select(m => Outcome(desired.Ownership.HostOf(m), m, OutcomeKind.Kept, "protected"))
            .Where(o => desired.Choice.IsTarget(o.Name))
            .Where(o => o.Name is null ? desired.Intent == PlanIntent.Down : !declared.Contains(o.Name));
    }

    private static HostOutcome Drifted(CloudTerms terms, ResourceChange change, Machine? machine)
    {
        if (machine is not null)
        {
            string message = "drift: " + string.Join(", ", change.Drift.Select(d => d.Name));
            return Outcome(change.Name, machine, OutcomeKind.Unchanged, message) with { MachineName = change.CloudName };
        }

        HostOutcome outcome = new(change.Name, change.CloudName, OutcomeKind.Unchanged, change.Id, Message: Missing)
        {
            IsMissing = true,
        };
        return change.Name is null ? outcome
            : outcome with
            {
                Kind = OutcomeKind.Failed,
                Code = ErrorCodes.MachineNotFound,
                Message = $"{terms.Machine} '{change.CloudName}' not found: {Missing}",
            };
    }

    /// <summary>A duplicate is billed, so it is reported.</summary>
    private static IEnumerable<HostOutcome> Duplicates(HostOperation host) =>
        host.Own.Values
            .Where(d => d.Id != host.Machine?.Id && !host.DeletedIds.Contains(d.Id))
            .Select(d => Outcome(host.Name, d, OutcomeKind.Unknown, Undeleted));

    private static HostOutcome Of(HostOperation host)
    {
        (OutcomeKind kind, string? message) = host.Phase switch
        {
            HostPhase.Ready => (host.IsCreatedHere ? OutcomeKind.Created : OutcomeKind.Unchanged, host.Message),
            HostPhase.Unchanged => (OutcomeKind.Unchanged, host.Message),
            HostPhase.Failed => (OutcomeKind.Failed, host.Message),
            HostPhase.Waiting => (OutcomeKind.Unknown, $"it exists; its status was '{host.Machine?.Status}' when the run was stopped"),
            HostPhase.Sending => (OutcomeKind.Unknown, OutcomeUnknown),
            HostPhase.Unclear when host.WasUnclear => (OutcomeKind.Unknown, OutcomeUnknown),
            HostPhase.Queued or HostPhase.Vacated when host.MayExist => (OutcomeKind.Unknown, OutcomeUnknown),
            HostPhase.Unclear => (OutcomeKind.Skipped, SentWithoutEffect),
            HostPhase.Queued or HostPhase.Vacated when host.IsAlone || host.WasUnclear => (OutcomeKind.Skipped, SentWithoutEffect),
            HostPhase.Queued or HostPhase.Replacing or HostPhase.Vacated when host.Replaced.Any(d => d.IsSent) =>
                (OutcomeKind.Skipped, "the run was stopped before it was recreated"),
            _ => (OutcomeKind.Skipped, Stopped),
        };
        return new(
            host.Name,
            host.Machine?.Name ?? host.Desired.MachineName,
            kind,
            host.Machine?.Id,
            host.Machine?.PublicIpv4,
            host.Machine?.PrivateIpv4,
            host.Code,
            message)
        {
            IsCreateRefused = host.IsCreateRefused,
            IsMissing = host.Machine is { } machine && host.DeletedIds.Contains(machine.Id),
        };
    }

    private static HostOutcome Of(DeleteOperation delete) => delete.Phase switch
    {
        DeletePhase.Deleted when delete.IsSent => Outcome(delete, OutcomeKind.Deleted, null),
        DeletePhase.Deleted => Outcome(delete, OutcomeKind.Unchanged, "it was already deleted"),
        DeletePhase.Failed => Outcome(delete, OutcomeKind.Failed, delete.Message),
        DeletePhase.Skipped => Outcome(delete, OutcomeKind.Skipped, delete.Message),
        DeletePhase.Kept => Outcome(delete, OutcomeKind.Kept, "protected"),
        _ when delete.IsSent => Outcome(delete, OutcomeKind.Unknown, SentDelete),
        _ => Outcome(delete, OutcomeKind.Skipped, Stopped),
    };

    private static HostOutcome Outcome(string? name, Machine machine, OutcomeKind kind, string message) =>
        new(name, machine.Name, kind, machine.Id, machine.PublicIpv4, machine.PrivateIpv4, Message: message);

    private static HostOutcome Outcome(DeleteOperation delete, OutcomeKind kind, string? message) =>
        new(delete.Name, delete.MachineName, kind, delete.Id, Code: delete.Code, Message: message);
}
