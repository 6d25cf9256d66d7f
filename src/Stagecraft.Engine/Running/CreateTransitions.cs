using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Engine.Running;

/// <summary>Which creates are sent together, and what their answers mean (spec 6.3, 7.1). No effects.</summary>
internal sealed class CreateTransitions(
    CloudTerms terms,
    CloudFacts facts,
    List<HostOperation> hosts,
    HostTransitions hostSteps,
    Settling settling,
    EngineTimeouts timing,
    List<InfraEvent> events)
{
    private Observation? _start;

    /// <summary>The account before anything was sent.</summary>
    public void Begin(Observation start) => _start = start;

    /// <summary>The next create to send; null where there is none.</summary>
    public CreateBatch? Next(EngineTime now)
    {
        HostOperation? first = hosts.Find(h => h.Phase == HostPhase.Queued);
        if (first is null)
        {
            return null;
        }

        // A token stands for one host: a request for several would have another token in a run that creates only some of them.
        HostOperation[] batch = first.Alone || facts.RepeatedCreate == RepeatedCreate.SameToken
            ? [first]
            : [.. hosts
                .Where(h => h.Phase == HostPhase.Queued && !h.Alone && h.Host.CreationKey == first.Host.CreationKey)
                .Take(facts.MachinesPerCreate)];
        foreach (HostOperation work in batch)
        {
            work.Phase = HostPhase.Sending;
            work.Deadline ??= now.Worked + timing.CreateTimeout;
            if (!work.IsCreateReported)
            {
                work.IsCreateReported = true;
                events.Add(new HostCreating(work.Name, work.Host.MachineName, work.Host.Declared.Size, work.Host.Declared.Region));
            }
        }

        return new(batch);
    }

    public void Completed(CreateBatch batch, CreateOutcome outcome, EngineTime now)
    {
        switch (outcome)
        {
            case CreateOutcome.Accepted accepted:
                Accepted(batch, accepted, now);
                break;
            case CreateOutcome.Unclear { Failure: var failure }:
                Unclear(batch.Hosts, failure.Message, now);
                break;
            case CreateOutcome.Refused { Failure: { Code: ErrorCodes.MachineExists } failure } when facts.RepeatedCreate != RepeatedCreate.MayDuplicate:
                // The next reads show the machine with the name. It can be of an earlier request of this run only if that had an unknown outcome.
                Unclear([.. batch.Hosts.Where(h => h.WasUnclear)], failure.Message, now);
                AwaitOther([.. batch.Hosts.Where(h => !h.WasUnclear)], now);
                break;
            case CreateOutcome.Refused { Failure: var failure }:
                Refused(batch, failure);
                break;
            case CreateOutcome.NotSent { Failure: var failure }:
                foreach (HostOperation work in batch.Hosts)
                {
                    hostSteps.FailCreate(work, failure.Code, failure.Advice);
                }

                break;
        }
    }

    private void Accepted(CreateBatch batch, CreateOutcome.Accepted accepted, EngineTime now)
    {
        settling.Created(now);
        List<HostOperation> unanswered = [];
        foreach (HostOperation work in batch.Hosts)
        {
            Machine[] made = [.. accepted.Machines.Where(m => IsNamed(work, m)).OrderBy(m => m.Id)];
            Machine[] spent = [.. accepted.Machines.Where(m => IsSpent(batch, work, m))];
            made = [.. made.Except(spent)];
            work.SpentIds.UnionWith(spent.Select(m => m.Id));
            work.GoneIds.UnionWith(spent.Where(IsGone).Select(m => m.Id));
            foreach (Machine machine in made)
            {
                work.Own[machine.Id] = machine;
            }

            if (made.Length == 0 && spent.Length > 0)
            {
                work.Phase = HostPhase.Queued;
            }
            else if (made.Length == 0)
            {
                unanswered.Add(work);
            }
            else
            {
                hostSteps.Take(work, made[0], isCreatedHere: true, now);
            }
        }

        Unclear(unanswered, "the answer to its create does not name it", now);
    }

    /// <summary>Whether a repeated create returned a machine of an earlier run that is not the host any more: the next request gets another token.</summary>
    private bool IsSpent(CreateBatch batch, HostOperation work, Machine machine)
    {
        bool isGone = IsGone(machine) || work.GoneIds.Contains(machine.Id);
        return IsNamed(work, machine) ? isGone : (isGone || WasThere(machine)) && !batch.Hosts.Any(h => IsNamed(h, machine));
    }

    private static bool IsGone(Machine machine) => machine.State is MachineState.Terminating or MachineState.Terminated;

    private static bool IsNamed(HostOperation work, Machine machine) =>
        string.Equals(machine.Name, work.Host.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the machine was created before the run. A new machine has the requested name, so that an older one with another name was renamed.</summary>
    private bool WasThere(Machine machine) =>
        _start is { } start && (start.Machines.ContainsKey(machine.Id) || machine.CreatedAt < start.ServerTime - timing.SettleWindow);

    private void Unclear(IReadOnlyList<HostOperation> unclear, string reason, EngineTime now)
    {
        foreach (HostOperation work in unclear)
        {
            settling.Created(now);
            work.Phase = HostPhase.Unclear;
            work.WasUnclear = true;
            work.MayExist = true;
            work.UnclearSince = now.Elapsed;
            events.Add(new HostCreateIndeterminate(work.Name, work.Host.MachineName, reason));
        }
    }

    private static void AwaitOther(IReadOnlyList<HostOperation> refused, EngineTime now)
    {
        foreach (HostOperation work in refused)
        {
            work.Phase = HostPhase.Unclear;
            work.UnclearSince = now.Elapsed;
        }
    }

    private void Refused(CreateBatch batch, CloudFailure failure)
    {
        if (failure.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden)
        {
            // The token will not do for the others either.
            foreach (HostOperation work in batch.Hosts.Concat(hosts.Where(h => h.Phase == HostPhase.Queued)))
            {
                hostSteps.FailCreate(work, failure.Code, failure.Advice);
            }
        }
        else if (batch.Hosts.Count == 1)
        {
            HostOperation work = batch.Hosts[0];
            hostSteps.FailCreate(
                work,
                failure.Code == ErrorCodes.ApiError ? ErrorCodes.MachineCreateFailed : failure.Code,
                $"{terms.Machine} '{work.Host.MachineName}' creation failed: {failure.Advice}");
        }
        else
        {
            foreach (HostOperation work in batch.Hosts)
            {
                work.Alone = true;
                work.Phase = HostPhase.Queued;
            }
        }
    }
}
