using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Removes the tag of replaced hosts when all of them are replaced (interface.md 10.6).</summary>
internal sealed class ReplacementMarks(AccountSession session, RunClock clock)
{
    /// <summary>The report, with the hosts whose tag was removed.</summary>
    /// <param name="report">The report of a complete run.</param>
    /// <param name="start">The account before the run.</param>
    /// <param name="runs">The parts of the run.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<ApplyReport> RemoveAsync(
        ApplyReport report, AccountSnapshot start, IReadOnlyList<HostRun> runs, CancellationToken cancellationToken)
    {
        ActualState actual = Inventory.Classify(session.Desired.Ownership, start.Machines);
        Dictionary<string, Machine> machines = actual.Hosts.ToDictionary(h => h.Key, h => h.Value.Survivor);
        foreach (HostOperation host in runs.SelectMany(r => r.Hosts).Where(h => h.Machine is not null))
        {
            machines[host.Name] = host.Machine!;
        }

        Reconciler reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
        Dictionary<string, MachineUpdate> bySpelling = new(StringComparer.Ordinal);
        HashSet<string> hosts = [.. report.Hosts.Where(h => h.Kind != OutcomeKind.Deleted).Select(h => h.Name).OfType<string>()];
        foreach ((string host, Machine machine) in machines.Where(m => hosts.Contains(m.Key))
            .DistinctBy(m => m.Value.Id).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (machine.Tags?.FirstOrDefault(TagNames.IsReplaced) is { } tag)
            {
                MachineUpdate removal = bySpelling.TryGetValue(tag, out MachineUpdate? known)
                    ? known
                    : bySpelling[tag] = new() { RemoveTags = [tag] };
                RunStartup.Add(reconciler, session.Desired, host, machine, removal, clock.Now);
            }
        }

        if (reconciler.Updates.Count == 0)
        {
            return report;
        }

        bool interrupted = await new RunLoop(session, reconciler, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        return OutcomeReport.WithUpdates(report, reconciler.Updates, interrupted);
    }
}
