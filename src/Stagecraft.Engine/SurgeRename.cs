using Stagecraft.Engine.Adoption;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Gives the new machines of a group the names of their hosts, with the steps of a rename (spec 14.5.1).</summary>
internal sealed class SurgeRename(AccountSession session, InfraPlan part, RunClock clock)
{
    private readonly Reconciler _reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
    private readonly RenameRules _rules = new(session.Terms, session.Ownership, new(session.Terms, session.Ownership));

    /// <summary>A late list can still show them.</summary>
    private readonly HashSet<ResourceId> _deleted = [.. part.HostChanges.Where(c => c.Deletes).Select(c => c.Id!.Value)];

    public bool HasChangedAnything => _reconciler.HasChangedAnything;

    /// <summary>Renames machines.</summary>
    /// <param name="machines">The machine of each host.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The outcome of each host.</returns>
    public async Task<ApplyReport> RunAsync(IReadOnlyDictionary<string, ResourceId> machines, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ResourceId, Dated<Machine?>> read =
            await session.ReadMachinesAsync(machines.Values, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        AccountSnapshot account = await session.ReadAsync([.. machines.Keys], RequestPriority.Working, null, cancellationToken)
            .ConfigureAwait(false);
        Machine[] others = [.. account.Machines.Where(m => !_deleted.Contains(m.Id) && !machines.Values.Contains(m.Id))];
        List<HostOutcome> outcomes = [];
        foreach ((string name, ResourceId id) in machines.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            outcomes.AddRange(Begin(session.Desired.Hosts.First(h => h.Name == name), id, read[id].Value, others));
        }

        bool isInterrupted = await new RunLoop(session, _reconciler, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        if (!isInterrupted)
        {
            await RenamedLists.AwaitAsync(
                session,
                _reconciler.Updates.Where(u => u.Phase == UpdatePhase.Completed).ToDictionary(u => u.Id, u => u.AdoptedHost!),
                cancellationToken).ConfigureAwait(false);
        }

        ApplyReport updates = OutcomeReport.OfUpdates(_reconciler, session.Desired, isInterrupted);
        return updates with { Hosts = [.. outcomes, .. updates.Hosts.Select(Named)] };
    }

    /// <summary>Adds the rename of a machine.</summary>
    /// <returns>The outcome of the host if there is nothing to rename.</returns>
    private IEnumerable<HostOutcome> Begin(DesiredHost host, ResourceId id, Machine? machine, Machine[] others)
    {
        if (machine is null)
        {
            return [Failed(ErrorCodes.MachineNotFound, $"{session.Terms.Machine} {id} not found: it was deleted during the run")];
        }

        if (session.Ownership.Owns(machine) && session.Ownership.HostOf(machine) == host.Name)
        {
            return
            [
                new HostOutcome(host.Name, machine.Name, OutcomeKind.Updated, id, machine.PublicIpv4, machine.PrivateIpv4)
                {
                    Role = host.Declared.Role,
                    Size = machine.Size,
                    Region = machine.Region,
                },
            ];
        }

        try
        {
            OwnershipChange change = _rules.Rename(host, machine, [machine, .. others]);
            RenameOperation? rename = null;
            rename = new RenameOperation(change)
            {
                IsPlanned = true,
                AdoptedHost = host.Name,
                Check = (shown, now) => _rules.Check(
                    host, change, shown, [.. now.Machines.Values.Where(m => !_deleted.Contains(m.Id))], rename!.IsSentCompletely),
            };
            _reconciler.Add(rename, clock.Now);
            return [];
        }
        catch (CloudProviderException e)
        {
            return [Failed(e.Problems[0].Code, e.Problems[0].Message)];
        }

        HostOutcome Failed(string code, string message)
        {
            session.Progress.Report(new HostFailed(host.Name, host.MachineName, id, code, message));
            return new(host.Name, machine?.Name ?? host.MachineName, OutcomeKind.Failed, id, Code: code, Message: message);
        }
    }

    /// <summary>The outcome of a rename as that of its host.</summary>
    private HostOutcome Named(HostOutcome outcome)
    {
        UpdateOperation update = _reconciler.Updates.First(u => u.Id == outcome.Id);
        return outcome with
        {
            Name = update.AdoptedHost,
            MachineName = update.Machine?.Name ?? outcome.MachineName,
            Kind = outcome.Kind == OutcomeKind.Unchanged ? OutcomeKind.Updated : outcome.Kind,
        };
    }
}
