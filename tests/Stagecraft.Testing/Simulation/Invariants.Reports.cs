using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of reports, and of the cloud at the end.</summary>
internal sealed partial class Invariants
{
    /// <summary>What a report says was so when it was written, and nothing that the run made, or was to change, is missing.</summary>
    public void Check(ScenarioRun run)
    {
        IReadOnlyList<HostOutcome> reported = run.Report!.Hosts;
        foreach (HostOutcome host in reported)
        {
            string? wrong = Wrong(run, host, host.Id is { } id ? Cloud.Find(id) : null);
            Complain(wrong is null ? null : $"run {run.Number} reports {host.MachineName} ({host.Id}) as {wrong}");
        }

        CheckMade(run);
        string? name = run.Plan!.Changes
            .Where(c => c.Creates || c.IsUnchanged || c.Actions == ResourceActions.Update).Select(c => c.Name)
            .FirstOrDefault(n => n is not null && !reported.Any(h => h.Name == n));
        Complain(name is null ? null : $"run {run.Number} does not report the outcome of {name}");
        ResourceId? missing = run.Plan.Changes.Where(c => c.Deletes || c.HasDrift)
            .Select(c => c.Id).FirstOrDefault(i => !reported.Any(h => h.Id == i));
        Complain(missing is null ? null : $"run {run.Number} does not report the outcome of {missing}");
        if (run.Intent == PlanIntent.Down && run.Report.Succeeded && !reported.Any(h => h.Kind == OutcomeKind.Deleted))
        {
            Machine? left = Ours.FirstOrDefault(m => project.Owns(m) && m.IsLive() && m.CreatedAt < run.Began && !_victims.Contains(m.Id)
                && !m.IsProtected() && !run.Protected.Contains(m.Name));
            Complain(left is null ? null : $"run {run.Number} found nothing to delete, and {left.Text()} exists");
        }
    }

    private string? Wrong(ScenarioRun run, HostOutcome host, Machine? machine)
    {
        bool isVictim = host.Id is not { } id || _victims.Contains(id);
        return host.Kind switch
        {
            OutcomeKind.Deleted when machine is not null && !IsIgnored(machine.Id) => "deleted, and it exists",
            OutcomeKind.Unchanged when machine is not null && host.Message == "it was already deleted" => "missing, and it exists",
            OutcomeKind.Created or OutcomeKind.Updated or OutcomeKind.Unchanged when !isVictim && LacksProtection(run, machine) =>
                "ready, and it is not protected",
            OutcomeKind.Updated => Untrue(run, host.Id!.Value) is { } untrue ? $"updated, {untrue}" : null,
            OutcomeKind.Created when !isVictim && !IsReady(machine) => "created, and it is not ready",
            OutcomeKind.Created when !HasAddress(host.PublicIpv4) && (Cloud.KeepsAddresses || !isVictim) =>
                "created, and it has no address",
            OutcomeKind.Unchanged when host.Message is null && !isVictim && machine is null => "existing, and it is deleted",
            _ => null,
        };
    }

    /// <summary>Whether a planned host of a successful run lacks the protection of the plan, whoever created it.</summary>
    private static bool LacksProtection(ScenarioRun run, Machine? machine) =>
        machine is not null
        && run.Report!.Succeeded
        && !machine.IsProtected()
        && run.Plan!.Changes.Any(c => c.Creates && machine.IsCalled(c.NewCloudName)
            && c.Fields.Any(f => f.Name == HostField.Tags && f.Declared!.Split(',').Contains(ActualState.Protected)));

    /// <summary>After all runs: if every create got a response and no one made out-of-band changes, concurrent runs have left one machine
    /// per host. A duplicate that a config protects is kept.</summary>
    public void CheckOverlap(IReadOnlyList<ScenarioRun> runs)
    {
        if (runs.Any(r => r.IsCutShort))
        {
            return;
        }

        foreach (IGrouping<string, Machine> name in Ours.Where(m => m.IsLive()).GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            bool isSure = !_unsure.Contains(name.Key) && MeddledAt(name.Key) is null;
            bool isKept = name.Any(m => m.IsProtected()) && runs.Any(r => r.Protected.Contains(name.Key));
            Complain(isSure && name.Count() > 1 && !isKept && !name.All(m => m.IsProtected())
                ? $"{name.Count()} machines are called {name.Key} after the runs that created them"
                : null);
        }
    }

    /// <summary>What must hold once everything has settled.</summary>
    /// <param name="plan">The plan made after the last run: it shows all that is billed.</param>
    public void CheckEnd(InfraPlan plan)
    {
        Complain(plan.HasChanges
            ? "after the last run: " + string.Join(
                ", ",
                plan.Changes.Where(c => c.Actions != ResourceActions.None).Select(c => $"{c.Actions} {c.Name} {c.Id} {c.Reason}"))
            : null);
        Dictionary<ResourceId, Machine> machines = Cloud.Machines.ToDictionary(m => m.Id);
        foreach ((ResourceId id, string mark) in _unmanaged.Where(f => !_lost.ContainsKey(f.Key)))
        {
            bool isSame = machines.GetValueOrDefault(id) is { } machine && Mark(machine) == mark;
            Complain(isSame ? null : $"the unmanaged machine {id} was changed");
        }

        HashSet<ResourceId> shown = [.. plan.Changes.Where(c => c.Id is not null).Select(c => c.Id!.Value)];
        foreach (IGrouping<string, Machine> name in Ours.Where(m => m.IsLive()).GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            // Several protected ones stay where the host is no longer declared.
            Complain(name.Count() > 1 && !name.All(m => m.IsProtected())
                ? $"{name.Count()} machines are called {name.Key} at the end"
                : null);
            Machine? hidden = name.FirstOrDefault(m => !shown.Contains(m.Id) && !m.IsProtected());
            Complain(hidden is null ? null : $"{hidden.Text()} is billed and in no plan");
        }
    }
}
