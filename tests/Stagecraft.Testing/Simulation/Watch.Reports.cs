using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of reports, and of the account at the end.</summary>
internal sealed partial class Watch
{
    /// <summary>What a report says was so when it was written.</summary>
    public void Check(StoryRun run)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach (HostOutcome host in run.Report!.Hosts)
        {
            SandboxDroplet? droplet = host.Id is { } id ? live.GetValueOrDefault(id.Number()) : null;
            string? wrong = host.Kind switch
            {
                HostOutcomeKind.Deleted when droplet is not null => "deleted and exists",
                HostOutcomeKind.Unchanged when droplet is not null && host.Message == "it was already deleted" => "missing and exists",
                HostOutcomeKind.Updated when !_victims.Contains(host.Id!.Value.Number()) && (droplet is null || !IsProtected(droplet)) =>
                    "protected and is not",
                HostOutcomeKind.Created when droplet?.Status != "active" && !_victims.Contains(host.Id!.Value.Number()) =>
                    "created and is not active",
                _ => null,
            };
            Complain(wrong is null ? null : $"{host.MachineName} ({host.Id}) was reported {wrong} by run {run.Number}");
        }

        CheckWhole(run, live.Values);
        if (run.Intent == PlanIntent.Down && run.Report.Succeeded && run.Report.Hosts.Count(h => h.Kind == HostOutcomeKind.Deleted) == 0)
        {
            // Nothing is left: so it says.
            SandboxDroplet? left = live.Values.FirstOrDefault(
                d => IsOurs(d) && !d.IsDeleting && !IsProtected(d) && d.CreatedAt < run.Began && !_victims.Contains(d.Id));
            Complain(left is null ? null : $"run {run.Number} found nothing to delete, and {left.Name} ({left.Id}) exists");
        }
    }

    /// <summary>Nothing that the run made, or was to see to, is left out of its report or denied by it.</summary>
    private void CheckWhole(StoryRun run, IEnumerable<SandboxDroplet> live)
    {
        IReadOnlyList<HostOutcome> reported = run.Report!.Hosts;
        foreach (SandboxDroplet made in live.Where(d => !d.IsDeleting && !_victims.Contains(d.Id)))
        {
            if (reported.Any(h => h.Id == made.Id.Machine()) || !Creates(run, made.Name).Contains(made.CreatedAt))
            {
                continue;
            }

            Complain(_answered.Contains((run.Number, made.Name, made.CreatedAt))
                ? $"{made.Name} ({made.Id}) was made by run {run.Number} and is not in its report"
                : null);
            HostOutcome? denied = reported.FirstOrDefault(
                h => Same(h.MachineName, made.Name) && h is { Kind: HostOutcomeKind.Skipped, Id: null });
            Complain(denied is null ? null : $"{made.Name} ({made.Id}) was made by run {run.Number}, which reports: {denied.Message}");
            HostOutcome? failed = reported.FirstOrDefault(
                h => Same(h.MachineName, made.Name) && h is { Kind: HostOutcomeKind.Failed, Id: null });
            Complain(failed is null || failed.Message!.Contains("the outcome of its create request is unknown", StringComparison.Ordinal)
                ? null
                : $"{made.Name} ({made.Id}) was made by run {run.Number}, which reports: {failed.Message}");
        }

        InfraPlan plan = run.Plan!;
        string? name = plan.Changes.Where(c => c.Creates || c.IsUnchanged || c.Actions == ResourceActions.Update).Select(c => c.Name)
            .FirstOrDefault(n => !reported.Any(h => h.Name == n));
        Complain(name is null ? null : $"run {run.Number} does not report the outcome of {name}");
        MachineId? id = plan.Changes.Where(c => c.Deletes || c.HasDrift)
            .Select(c => c.Id).FirstOrDefault(i => !reported.Any(h => h.Id == i));
        Complain(id is null ? null : $"run {run.Number} does not report the outcome of {id}");
    }

    /// <summary>After all runs: if every create got a response and no one made out-of-band changes, concurrent runs have left one droplet
    /// per host.</summary>
    public void CheckOverlap(IReadOnlyList<StoryRun> runs)
    {
        if (runs.Any(r => r.IsCutShort))
        {
            return;
        }

        foreach (IGrouping<string, SandboxDroplet> name in Ours().Where(d => !d.IsDeleting)
            .GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (name.Count(d => !IsProtected(d)) > 0 && name.Count() > 1 && !_unsure.Contains(name.Key)
                && !_meddledWith.ContainsKey(name.Key))
            {
                Complain($"{name.Count()} droplets are called {name.Key} after the runs that made them");
            }
        }
    }

    /// <summary>What must hold once everything has settled.</summary>
    /// <param name="plan">The plan made after the last run: it shows all that is billed.</param>
    public void CheckEnd(InfraPlan plan)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach ((long id, string mark) in _unmanaged)
        {
            if (!_lost.ContainsKey(id) && (!live.TryGetValue(id, out SandboxDroplet? droplet) || Mark(droplet) != mark))
            {
                Complain($"the unmanaged droplet {id} was touched");
            }
        }

        HashSet<long> shown = [.. plan.Changes.Where(c => c.Id is not null).Select(c => c.Id!.Value.Number())];
        foreach (IGrouping<string, SandboxDroplet> name in Ours().GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase))
        {
            // Several protected ones stay where the host is not declared any more.
            Complain(name.Count() > 1 && !name.All(IsProtected) ? $"{name.Count()} droplets are called {name.Key} at the end" : null);
            SandboxDroplet? unseen = name.FirstOrDefault(d => !shown.Contains(d.Id) && !IsProtected(d));
            Complain(unseen is null ? null : $"{unseen.Name} ({unseen.Id}) is billed and in no plan");
        }
    }
}
