using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>What people put right after a run that failed.</summary>
internal sealed partial class People
{
    /// <summary>Puts right what a run says that people must.</summary>
    public void Help(CloudProviderException failure)
    {
        HashSet<string> declared = _world.Project.MachineNames(_world.Project.Hosts);
        string[] codes = [.. failure.Problems.Select(p => p.Code).Concat(failure.Report?.Hosts.Select(h => h.Code).OfType<string>() ?? [])];
        bool Said(string code) => codes.Contains(code);
        Machine[] all = [.. Cloud.Machines.Where(m => m.IsLive() && !_invariants.IsNeighbors(m.Id))];
        foreach (Machine machine in all.Where(
            m => Said(ErrorCodes.MachineExists) && _invariants.IsUnmanaged(m.Id) && declared.Contains(m.Name)))
        {
            _invariants.Release(machine.Id);
            Cloud.Rename(machine.Id, $"theirs-{_taken++}");
            _invariants.AddUnmanaged(Cloud.Find(machine.Id)!);
            _world.Record($"a person restores the name of {machine.Text()}");
        }

        foreach (Machine machine in all.Where(m => Said(ErrorCodes.Refused) && m.IsProtected()))
        {
            Cloud.SetTags(machine.Id, [.. machine.Tags!.Where(t => t != ActualState.Protected)]);
            _world.Record($"a person ends the protection of {machine.Text()}");
        }

        // An interrupted protection leaves what the cloud itself refuses deletes for.
        foreach (Machine machine in all.Where(m => Said(ErrorCodes.MachineDeleteFailed) && !m.IsProtected()))
        {
            Cloud.SetTags(machine.Id, machine.Tags!);
        }

        if (Said(ErrorCodes.Refused) || Said(ErrorCodes.MachineCreateFailed))
        {
            foreach (Machine machine in all.Where(m => _invariants.IsUnmanaged(m.Id))
                .Concat(all.Where(m => !_invariants.IsUnmanaged(m.Id) && !declared.Contains(m.Name))).Take(8))
            {
                Delete(machine, "frees capacity: deletes");
            }
        }

        HelpWithStuck([.. all.Where(_ => Said(ErrorCodes.MachineTimeout))], declared);
        foreach (Machine machine in all.Where(
            m => m.State == MachineState.Stopped && m.PublicIpv4 is null
                && (Said(ErrorCodes.MachineExists) || Said(ErrorCodes.MachineCreateFailed))))
        {
            _invariants.Meddle(machine);
            Cloud.SetRunning(machine.Id, true);
            _world.Record($"a person starts {machine.Text()}");
        }
    }

    private void HelpWithStuck(Machine[] all, HashSet<string> declared)
    {
        foreach (Machine machine in all.Where(m => m.IsBusy && m.State != MachineState.Starting))
        {
            _invariants.Meddle(machine);
            Cloud.SetBusy(machine.Id, false);
            _world.Record($"a person unlocks {machine.Text()}");
        }

        foreach (Machine machine in all.Where(m => m.State == MachineState.Starting))
        {
            Delete(machine, "deletes the stuck");
        }

        // Without the cloud's clock a run cannot know that a machine of an earlier create was renamed.
        foreach (Machine machine in all.Where(m => !Cloud.ShowsTime && _invariants.IsTouched(m.Id) && !declared.Contains(m.Name)))
        {
            Delete(machine, "deletes the renamed");
        }
    }
}
