using FileHosts.Machines;
using FileHosts.Planning;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts.Applying;

/// <summary>Carries out one plan, host by host. Before each change the file is read again, and after it once more: done means seen.</summary>
internal sealed class ApplyRun(InfraPlan plan, Wanted wanted, MachineFile file, IProgress<InfraEvent> progress, CancellationToken cancellationToken)
{
    private const string Stopped = "the run was stopped before anything was done for it";

    private readonly List<HostOutcome> _outcomes = [];
    private bool _changedAnything;
    private bool _isStopped;

    /// <summary>What became of every host; it is the caller's to see whether all is well.</summary>
    /// <param name="changedAnything">Whether the file was changed.</param>
    public ApplyReport Run(out bool changedAnything)
    {
        foreach (ResourceChange host in plan.Changes.Where(c => c.Reason == DeleteReason.Replace))
        {
            Step(host, host.Id, isReported: false, () => Delete(host));
        }

        foreach (ResourceChange host in plan.Changes.Where(c => c.Creates))
        {
            Step(host, null, isReported: true, () => Create(wanted.SpecOf(wanted.Hosts.First(h => h.Name == host.Name))));
        }

        foreach (ResourceChange host in plan.Changes.Where(c => c.Actions == ResourceActions.None))
        {
            Step(host, host.Id, isReported: true, () => Look(host));
        }

        // What is not declared any more may still be needed while its successor is not there.
        bool isComplete = _outcomes.All(o => o.Kind is HostOutcomeKind.Created or HostOutcomeKind.Unchanged);
        foreach (ResourceChange host in plan.Changes.Where(c => c.Deletes && c.Reason != DeleteReason.Replace))
        {
            if (isComplete || host.Reason == DeleteReason.Down)
            {
                Step(host, host.Id, isReported: true, () => Delete(host));
            }
            else
            {
                Skip(host, host.Id, "not deleted, because not every host could be created");
            }
        }

        changedAnything = _changedAnything;
        return new ApplyReport(_outcomes) { IsInterrupted = _isStopped }.Sorted();
    }

    // One host's failure does not hide or stop the others.
    private void Step(ResourceChange host, MachineId? id, bool isReported, Func<HostOutcome> act)
    {
        if (_isStopped |= cancellationToken.IsCancellationRequested)
        {
            if (isReported)
            {
                Skip(host, id, Stopped);
            }

            return;
        }

        try
        {
            HostOutcome outcome = act();
            if (isReported || outcome.Kind == HostOutcomeKind.Failed)
            {
                Tell(outcome);
            }
        }
        catch (CloudProviderException exception)
        {
            Tell(new HostOutcome(host.Name, host.CloudName, HostOutcomeKind.Failed, id, Code: exception.Code, Message: exception.Problems[0].Message));
        }
    }

    private HostOutcome Create(HostSpec host)
    {
        if (_outcomes.Any(o => o.Name == host.Name && o.Kind == HostOutcomeKind.Failed))
        {
            return new HostOutcome(host.Name, host.MachineName, HostOutcomeKind.Skipped, Message: "not created, because the old one could not be deleted");
        }

        if (file.Read().Find(host.MachineName) is { } machine)
        {
            return Existing(host, machine);
        }

        progress.Report(new HostCreating(host.Name, host.MachineName, host.Size, host.Region));

        // Who was told of it took time: somebody else may have written meanwhile.
        MachineList before = file.Read();
        if (before.Find(host.MachineName) is { } another)
        {
            return Existing(host, another);
        }

        file.Write(before.With(host.MachineName, host.Size, host.Tags));
        _changedAnything = true;
        MachineId id = Machine.IdOf(before.NextId);
        Machine? made = file.Read().Find(id);
        if (made is null || !wanted.Ownership.Owns(made) || Planner.Drift(host, made).Length > 0)
        {
            return Failed(host.Name, host.MachineName, id, ErrorCodes.MachineCreateFailed, $"machine '{host.MachineName}' was written, and is not there as it was");
        }

        progress.Report(new HostReady(host.Name, made.Name, made.MachineId, null, made.Address));
        return new HostOutcome(host.Name, made.Name, HostOutcomeKind.Created, made.MachineId, PrivateIpv4: made.Address);
    }

    private HostOutcome Existing(HostSpec host, Machine machine)
    {
        if (!wanted.Ownership.Owns(machine))
        {
            return Failed(host.Name, machine.Name, machine.MachineId, ErrorCodes.MachineExists, Planner.Taken(host, machine).Message);
        }

        string other = string.Join(", ", Planner.Drift(host, machine).Select(d => d.Name));
        return other.Length > 0
            ? Failed(host.Name, machine.Name, machine.MachineId, ErrorCodes.MachineExists, $"machine '{machine.Name}' ({machine.MachineId}) exists, otherwise than planned: {other}")
            : new HostOutcome(host.Name, machine.Name, HostOutcomeKind.Unchanged, machine.MachineId, PrivateIpv4: machine.Address);
    }

    private HostOutcome Delete(ResourceChange host)
    {
        MachineId id = host.Id!.Value;
        if (file.Read().Find(id) is not { } machine)
        {
            return new HostOutcome(host.Name, host.CloudName, HostOutcomeKind.Unchanged, id, Message: "it was already gone");
        }

        if (!wanted.Ownership.Owns(machine) || wanted.Ownership.HostOf(machine) != host.Name)
        {
            return Failed(host.Name, host.CloudName, id, ErrorCodes.Refused, $"machine {id} is not this host of ours any more, and is left alone");
        }

        progress.Report(new HostDeleting(host.Name, machine.Name, machine.MachineId, host.Reason!.Value));
        file.Write(file.Read().Without(id));
        _changedAnything = true;
        if (file.Read().Find(id) is not null)
        {
            return Failed(host.Name, machine.Name, machine.MachineId, ErrorCodes.MachineDeleteFailed, $"machine '{machine.Name}' was taken out, and is still there");
        }

        progress.Report(new HostDeleted(host.Name, machine.Name, machine.MachineId, host.Reason!.Value));
        return new HostOutcome(host.Name, machine.Name, HostOutcomeKind.Deleted, machine.MachineId);
    }

    private HostOutcome Look(ResourceChange host) =>
        file.Read().Find(host.Id!.Value) is { } machine && wanted.Ownership.Owns(machine)
            ? new HostOutcome(host.Name, machine.Name, HostOutcomeKind.Unchanged, host.Id, PrivateIpv4: machine.Address, Message: host.HasDrift ? "drift: " + string.Join(", ", host.Drift.Select(d => d.Name)) : null)
            : Failed(host.Name, host.CloudName, host.Id, ErrorCodes.MachineNotFound, $"machine '{host.CloudName}' ({host.Id}) not found: since the plan it went, or was taken away");

    private void Skip(ResourceChange host, MachineId? id, string why) =>
        Tell(new HostOutcome(host.Name, host.CloudName, HostOutcomeKind.Skipped, id, Message: why));

    private void Tell(HostOutcome outcome)
    {
        _outcomes.Add(outcome);
        if (outcome.Kind == HostOutcomeKind.Failed)
        {
            progress.Report(new HostFailed(outcome.Name, outcome.MachineName, outcome.Id, outcome.Code!, outcome.Message!));
        }
        else if (outcome.Kind == HostOutcomeKind.Skipped)
        {
            progress.Report(new HostSkipped(outcome.Name, outcome.MachineName, outcome.Message!));
        }
    }

    private static HostOutcome Failed(string? name, string machineName, MachineId? id, string code, string message) =>
        new(name, machineName, HostOutcomeKind.Failed, id, Code: code, Message: message);
}
