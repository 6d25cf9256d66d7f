using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Replaces the hosts of a group, each new machine first: creates it with a temporary host name, waits until it is ready, deletes
/// the old machine, and renames the new one (interface.md 10.15).</summary>
/// <param name="session">The account.</param>
/// <param name="part">The rows of the group.</param>
/// <param name="newRun">Creates a run of a part.</param>
/// <param name="ready">Waits until the hosts of a report are ready; some of them were switched on.</param>
/// <param name="clock">The clock of the run.</param>
internal sealed class SurgeGroup(
    AccountSession session,
    InfraPlan part,
    Func<AccountSession, InfraPlan, HostRun> newRun,
    Func<AccountSession, ApplyReport, IReadOnlySet<string>, CancellationToken, Task<ApplyReport>> ready,
    RunClock clock)
{
    private readonly SurgeRename _rename = new(session, part, clock);
    private ApplyReport? _created;
    private ApplyReport? _deleted;
    private ApplyReport? _renamed;
    private Problem? _problem;
    private bool _isInterrupted;

    /// <summary>Whether a rename was sent, or may have been.</summary>
    public bool HasRenamed => _rename.HasChangedAnything;

    /// <summary>The hosts that are replaced, and the machines that were created for them.</summary>
    private Dictionary<string, Machine> New { get; } = new(StringComparer.Ordinal);

    public async Task<ApplyReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await CreateAsync(cancellationToken).ConfigureAwait(false)
                && await DeleteAsync(cancellationToken).ConfigureAwait(false))
            {
                await RenameAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is CloudException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            _isInterrupted |= e is OperationCanceledException;
            _problem = e is CloudException refused ? refused.Failure.ToProblem() : (e as CloudProviderException)?.Problems[0];
        }

        return Report();
    }

    /// <returns>Whether the run continues.</returns>
    private async Task<bool> CreateAsync(CancellationToken cancellationToken)
    {
        DesiredState desired = SurgeHosts.Of(session.Desired, part);
        if (desired.Hosts.Count == 0)
        {
            return true;
        }

        AccountSession next = session with { Desired = desired };
        HostRun run = newRun(next, part with { Changes = [.. desired.Hosts.Select(h => HostChange.Create(h.ToSpec()))] });
        AccountSnapshot start = await run.PrepareAsync(cancellationToken).ConfigureAwait(false);
        _created = await run.ConvergeAsync(start, cancellationToken).ConfigureAwait(false);
        if (!_created.IsInterrupted)
        {
            _created = await ready(next, _created, new HashSet<string>(), cancellationToken).ConfigureAwait(false);
        }

        HashSet<string?> failed = [.. _created.Hosts.Where(h => !IsComplete(h)).Select(h => h.Name)];
        foreach (HostOperation host in run.Hosts.Where(h => h.Machine is not null && !failed.Contains(h.Name)))
        {
            New[host.Desired.Replaces!.Value.Host] = host.Machine!;
        }

        return !_created.IsInterrupted;
    }

    /// <returns>Whether the run continues.</returns>
    private async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        ResourceChange[] rows = [.. part.HostChanges.Where(c => c.Deletes && New.ContainsKey(c.Name!))];
        if (rows.Length == 0)
        {
            return true;
        }

        HostRun run = newRun(session, part with
        {
            Changes = [.. (part with { Changes = rows }).ToDelete.Select(HostChange.Delete)],
        });
        await run.SnapshotAsync(cancellationToken).ConfigureAwait(false);
        AccountSnapshot start = await run.PrepareAsync(cancellationToken).ConfigureAwait(false);

        // The old machines are deleted only while the new ones are running.
        foreach ((string host, Machine machine) in New)
        {
            Dated<Machine?> read = await session.ReadMachineAsync(machine.Id, RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false);
            if (!CanTakeOver(host, read.Value))
            {
                throw session.Terms.Failure(
                    ErrorCodes.Refused,
                    $"{session.Terms.Machine} '{machine.Name}' ({machine.Id}), which replaces host '{host}', is no longer running, or its "
                        + "name or tags were changed");
            }
        }

        _deleted = await run.ConvergeAsync(start, cancellationToken).ConfigureAwait(false);
        return !_deleted.IsInterrupted;
    }

    private bool CanTakeOver(string host, Machine? machine) =>
        machine is { State: MachineState.Running }
        && session.Ownership.Owns(machine)
        && session.Ownership.HostOf(machine) is { } now && (now == host || now == SurgeHosts.NameOf(host));

    private async Task RenameAsync(CancellationToken cancellationToken)
    {
        HashSet<string?> kept =
            [.. (_deleted?.Hosts ?? []).Where(h => !IsComplete(h) || h.Kind == OutcomeKind.Kept).Select(h => h.Name)];
        Dictionary<string, ResourceId> machines = New.Where(n => !kept.Contains(n.Key)).ToDictionary(n => n.Key, n => n.Value.Id);
        ResourceChange[] left = [.. part.HostChanges.Where(PlannedHosts.IsRenamed)];
        foreach (ResourceChange row in left)
        {
            machines[row.Name!] = row.Id!.Value;
        }

        _renamed = await _rename.RunAsync(machines, cancellationToken).ConfigureAwait(false);
        if (!_renamed.IsInterrupted)
        {
            _renamed = await ready(session, _renamed, left.Select(r => r.Name!).ToHashSet(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsComplete(HostOutcome host) =>
        host.Kind is not (OutcomeKind.Failed or OutcomeKind.Unknown or OutcomeKind.Skipped);

    private ApplyReport Report()
    {
        bool isInterrupted = _isInterrupted || new[] { _created, _deleted, _renamed }.Any(r => r is { IsInterrupted: true });
        string reason = _problem is { } problem ? $"nothing was sent for it: {problem.Message}"
            : isInterrupted ? "the run was stopped before anything was sent for it"
            : $"it was not deleted, because its new {session.Terms.Machine} is not ready";
        OutcomeKind kind = _problem is null ? OutcomeKind.Skipped : OutcomeKind.Failed;
        HashSet<string?> created = [.. (_created?.Hosts ?? []).Select(h => SurgeHosts.HostOf(h.Name!))];
        HashSet<string?> renamed = [.. (_renamed?.Hosts ?? []).Select(h => h.Name)];
        HashSet<ResourceId?> deleted = [.. (_deleted?.Hosts ?? []).Select(h => h.Id)];
        HashSet<ResourceId?> isNew = [.. (_created?.Hosts ?? []).Where(h => h.Kind == OutcomeKind.Created).Select(h => h.Id)];
        List<HostOutcome> all = [.. _deleted?.Hosts ?? []];

        // A new machine has its host's name only after the rename; its outcome is then that of the host.
        all.AddRange((_created?.Hosts ?? []).Where(h => !renamed.Contains(SurgeHosts.HostOf(h.Name!))));
        all.AddRange((_renamed?.Hosts ?? []).Select(
            h => isNew.Contains(h.Id) && IsComplete(h) ? h with { Kind = OutcomeKind.Created } : h));
        all.AddRange(part.HostChanges.Where(c => c.Deletes && !deleted.Contains(c.Id))
            .Select(c => new HostOutcome(c.Name, c.CloudName, kind, c.Id, Code: _problem?.Code, Message: reason)));
        all.AddRange(part.HostChanges.Where(c => c.Creates || PlannedHosts.IsRenamed(c))
            .Where(c => !created.Contains(c.Name) && !renamed.Contains(c.Name))
            .Select(c => new HostOutcome(c.Name, c.NewCloudName, kind, Code: _problem?.Code, Message: reason)));
        all.AddRange((_deleted?.Hosts ?? []).Where(h => h.Kind == OutcomeKind.Kept).Select(h => new HostOutcome(
            h.Name,
            h.MachineName,
            OutcomeKind.Failed,
            Code: ErrorCodes.Refused,
            Message: $"host '{h.Name}' was not replaced, because its previous {session.Terms.Machine} ({h.Id}) is protected")));
        return new ApplyReport(all) { IsInterrupted = isInterrupted };
    }
}
