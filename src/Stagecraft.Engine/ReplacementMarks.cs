using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Removes the tag of replaced hosts when all of them are replaced (interface.md 10.6).</summary>
internal sealed class ReplacementMarks(AccountSession session, InfraPlan plan, RunClock clock)
{
    /// <summary>The report, with the hosts whose tag was removed.</summary>
    /// <param name="report">The report of a complete run.</param>
    /// <param name="runs">The parts of the run.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<ApplyReport> RemoveAsync(
        ApplyReport report, IReadOnlyList<HostRun> runs, CancellationToken cancellationToken)
    {
        HashSet<ResourceId> planned =
            [.. plan.HostChanges.Where(c => c.Fields.Any(f => f.Name == HostField.Replacement)).Select(c => c.Id!.Value)];
        Dictionary<ResourceId, (string Host, string MachineName, string Tag)> marked = plan.HostChanges
            .Where(c => c.Id is { } id && planned.Contains(id))
            .ToDictionary(c => c.Id!.Value, c => (c.Name!, c.CloudName, TagNames.Replaced));
        foreach (HostOperation host in runs.SelectMany(r => r.Hosts))
        {
            if (host.Machine is { } machine && machine.Tags?.FirstOrDefault(TagNames.IsReplaced) is { } tag)
            {
                marked[machine.Id] = (host.Desired.Replaces?.Host ?? host.Name, machine.Name, tag);
            }
        }

        Reconciler reconciler = new(session.Desired, session.Account.Facts, session.Timeouts);
        Dictionary<string, MachineUpdate> bySpelling = marked.Values.Select(m => m.Tag).Distinct(StringComparer.Ordinal)
            .ToDictionary(tag => tag, tag => new MachineUpdate { RemoveTags = [tag] }, StringComparer.Ordinal);
        foreach ((ResourceId id, (string host, string machineName, string tag)) in
            marked.OrderBy(m => m.Value.Host, StringComparer.Ordinal))
        {
            UpdateOperation update = new(host, machineName, id, [bySpelling[tag]])
            {
                IsPlanned = true,
                IsQuiet = !planned.Contains(id),
                IsReadInList = true,
                Check = RunStartup.CheckOf(session.Desired, host),
            };
            reconciler.Add(update, clock.Now);
        }

        if (reconciler.Updates.Count == 0)
        {
            return report;
        }

        bool interrupted = await new RunLoop(session, reconciler, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        return OutcomeReport.WithUpdates(report, reconciler.Updates, interrupted);
    }
}
