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
        foreach (HostDeletion host in plan.ToDelete.Where(d => d.Reason == DeleteReason.Replace))
        {
            Step(host.Name, host.MachineName, host.Id, isReported: false, () => Delete(host));
        }

        foreach (HostSpec host in plan.ToCreate)
        {
            Step(host.Name, host.MachineName, null, isReported: true, () => Create(host));
        }

        foreach (UnchangedHost host in plan.Unchanged)
        {
            Step(host.Name, host.MachineName, host.Id, isReported: true, () => Look(host.Name, host.MachineName, host.Id, null));
        }

        foreach (IGrouping<long, HostDrift> host in plan.Drift.GroupBy(d => d.Id))
        {
            string message = "drift: " + string.Join(", ", host.Select(d => d.Field));
            Step(host.First().Name, host.First().MachineName, host.Key, isReported: true, () => Look(host.First().Name, host.First().MachineName, host.Key, message));
        }

        // What is not declared any more may still be needed while its successor is not there.
        bool isComplete = _outcomes.All(o => o.Kind is HostOutcomeKind.Created or HostOutcomeKind.Unchanged);
        foreach (HostDeletion host in plan.ToDelete.Where(d => d.Reason != DeleteReason.Replace))
        {
            if (isComplete || host.Reason == DeleteReason.Down)
            {
                Step(host.Name, host.MachineName, host.Id, isReported: true, () => Delete(host));
            }
            else
            {
                Skip(host.Name, host.MachineName, host.Id, "not deleted, because not every host could be created");
            }
        }

        changedAnything = _changedAnything;
        return new ApplyReport(_outcomes) { IsInterrupted = _isStopped }.Sorted();
    }

    // One host's failure does not hide or stop the others.
    private void Step(string? name, string machineName, long? id, bool isReported, Func<HostOutcome> act)
    {
        if (_isStopped |= cancellationToken.IsCancellationRequested)
        {
            if (isReported)
            {
                Skip(name, machineName, id, Stopped);
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
            Tell(new HostOutcome(name, machineName, HostOutcomeKind.Failed, id, Code: exception.Code, Message: exception.Problems[0].Message));
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
        Machine? made = file.Read().Find(before.NextId);
        if (made is null || !wanted.Ownership.Owns(made) || Planner.Drift(host, made).Any())
        {
            return Failed(host.Name, host.MachineName, before.NextId, ErrorCodes.MachineCreateFailed, $"machine '{host.MachineName}' was written, and is not there as it was");
        }

        progress.Report(new HostReady(host.Name, made.Name, made.Id, null, made.Address));
        return new HostOutcome(host.Name, made.Name, HostOutcomeKind.Created, made.Id, PrivateIpv4: made.Address);
    }

    private HostOutcome Existing(HostSpec host, Machine machine)
    {
        if (!wanted.Ownership.Owns(machine))
        {
            return Failed(host.Name, machine.Name, machine.Id, ErrorCodes.MachineExists, Planner.Taken(host, machine).Message);
        }

        string other = string.Join(", ", Planner.Drift(host, machine).Select(d => d.Field));
        return other.Length > 0
            ? Failed(host.Name, machine.Name, machine.Id, ErrorCodes.MachineExists, $"machine '{machine.Name}' ({machine.Id}) exists, otherwise than planned: {other}")
            : new HostOutcome(host.Name, machine.Name, HostOutcomeKind.Unchanged, machine.Id, PrivateIpv4: machine.Address);
    }

    private HostOutcome Delete(HostDeletion host)
    {
        if (file.Read().Find(host.Id) is not { } machine)
        {
            return new HostOutcome(host.Name, host.MachineName, HostOutcomeKind.Unchanged, host.Id, Message: "it was already gone");
        }

        if (!wanted.Ownership.Owns(machine) || wanted.Ownership.HostOf(machine) != host.Name)
        {
            return Failed(host.Name, host.MachineName, host.Id, ErrorCodes.Refused, $"machine {host.Id} is not this host of ours any more, and is left alone");
        }

        progress.Report(new HostDeleting(host.Name, machine.Name, machine.Id, host.Reason));
        file.Write(file.Read().Without(host.Id));
        _changedAnything = true;
        if (file.Read().Find(host.Id) is not null)
        {
            return Failed(host.Name, machine.Name, machine.Id, ErrorCodes.MachineDeleteFailed, $"machine '{machine.Name}' was taken out, and is still there");
        }

        progress.Report(new HostDeleted(host.Name, machine.Name, machine.Id, host.Reason));
        return new HostOutcome(host.Name, machine.Name, HostOutcomeKind.Deleted, machine.Id);
    }

    private HostOutcome Look(string? name, string machineName, long id, string? message) =>
        file.Read().Find(id) is { } machine && wanted.Ownership.Owns(machine)
            ? new HostOutcome(name, machine.Name, HostOutcomeKind.Unchanged, id, PrivateIpv4: machine.Address, Message: message)
            : Failed(name, machineName, id, ErrorCodes.MachineNotFound, $"machine '{machineName}' ({id}) not found: since the plan it went, or was taken away");

    private void Skip(string? name, string machineName, long? id, string why) =>
        Tell(new HostOutcome(name, machineName, HostOutcomeKind.Skipped, id, Message: why));

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

    private static HostOutcome Failed(string? name, string machineName, long? id, string code, string message) =>
        new(name, machineName, HostOutcomeKind.Failed, id, Code: code, Message: message);
}
