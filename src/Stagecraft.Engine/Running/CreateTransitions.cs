using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Batches creates, and changes the state of their hosts (spec 6.3, 7.1). No effects.</summary>
internal sealed class CreateTransitions(
    CloudTerms terms,
    CloudFacts facts,
    Ownership ownership,
    List<HostOperation> hosts,
    HostTransitions hostTransitions,
    Settling settling,
    EngineTimeouts timing,
    List<InfraEvent> events)
{
    private Observation? _start;

    /// <param name="start">The account before the first request.</param>
    public void Begin(Observation start) => _start = start;

    /// <summary>Whether the account was read recently enough to send the create.</summary>
    public static bool IsFresh(HostOperation host, EngineTime now) => now.Since(host.CheckedAt) < EngineTimeouts.ReadsStayFresh;

    /// <summary>The next hosts to create with one request, or null: equal in everything but their names, in name order.</summary>
    public IReadOnlyList<HostOperation>? Next(EngineTime now)
    {
        foreach (HostOperation stale in hosts.Where(h => h.Phase == HostPhase.Queued && !IsFresh(h, now)))
        {
            hostTransitions.Recheck(stale, now);
        }

        HostOperation? first = hosts.Find(h => h.Phase == HostPhase.Queued);
        if (first is null)
        {
            return null;
        }

        // A token is for one host: a request for several hosts would have another token in a run that creates only some of them.
        HostOperation[] batch = first.IsAlone || facts.RepeatedCreate == RepeatedCreate.SameToken
            ? [first]
            : [.. hosts
                .Where(h => h.Phase == HostPhase.Queued && !h.IsAlone && h.Desired.CreationKey == first.Desired.CreationKey)
                .Take(facts.MachinesPerCreate)];
        foreach (HostOperation host in batch)
        {
            host.Phase = HostPhase.Sending;
            host.Deadline ??= now.Worked + timing.CreateTimeout;
            if (!host.IsCreateReported)
            {
                host.IsCreateReported = true;
                events.Add(new HostCreating(host.Name, host.Desired.MachineName, host.Desired.Declared.Size, host.Desired.Declared.Region));
            }
        }

        return batch;
    }

    /// <summary>The request for a batch. Its idempotency token is equal in every run that creates the same hosts. It changes only if the
    /// cloud returns a machine for it that is no longer the host. Every run gets the same machines for the same tokens, so all runs use the
    /// same sequence of tokens.</summary>
    public CreateOrder OrderOf(IReadOnlyList<HostOperation> batch)
    {
        using FingerprintHash token = new();
        token.Add(terms.Provider).Add(ownership.Project).Add(ownership.Environment);
        foreach (HostOperation host in batch)
        {
            string?[] parts = [host.Name, .. host.RejectedIds.Order().Select(id => id.Value), null];
            Array.ForEach(parts, part => token.Add(part));
        }

        return new([.. batch.Select(h => h.Desired.Declared)], batch[0].Desired.Tags, token.ToHex());
    }

    public void Completed(IReadOnlyList<HostOperation> batch, CreateOutcome outcome, EngineTime now)
    {
        switch (outcome)
        {
            case CreateOutcome.Accepted accepted:
                Accepted(batch, accepted, now);
                break;
            case CreateOutcome.Unclear { Failure: var failure }:
                Unclear(batch, failure.Message, now);
                break;
            case CreateOutcome.Refused { Failure: { Code: ErrorCodes.MachineExists } failure }
                when facts.RepeatedCreate != RepeatedCreate.MayDuplicate:
                // The next reads show the owner: this run, if the outcome of an earlier request was unknown; otherwise another run.
                Unclear([.. batch.Where(h => h.WasUnclear)], failure.Message, now);
                foreach (HostOperation host in batch.Where(h => !h.WasUnclear))
                {
                    (host.Phase, host.UnclearSince) = (HostPhase.Unclear, now.Elapsed);
                }

                break;
            case CreateOutcome.Refused { Failure: var failure }:
                Refused(batch, failure);
                break;
            case CreateOutcome.Stale:
                foreach (HostOperation host in batch)
                {
                    host.Phase = HostPhase.Queued;
                }

                break;
            case CreateOutcome.NotSent { Failure: var failure }:
                foreach (HostOperation host in batch)
                {
                    Fail(host, failure.Code, failure.Advice);
                }

                break;
        }
    }

    private void Accepted(IReadOnlyList<HostOperation> batch, CreateOutcome.Accepted accepted, EngineTime now)
    {
        settling.Created(now);
        List<HostOperation> missing = [];
        foreach (HostOperation host in batch)
        {
            Machine[] created = [.. accepted.Machines.Where(m => IsNamed(host, m)).OrderBy(m => m.Id)];
            Machine[] rejected = [.. accepted.Machines.Where(m => IsRejected(batch, host, m))];
            created = [.. created.Except(rejected)];
            host.RejectedIds.UnionWith(rejected.Select(m => m.Id));
            host.DeletedIds.UnionWith(rejected.Where(IsDeleted).Select(m => m.Id));
            foreach (Machine machine in created)
            {
                host.Own[machine.Id] = machine;
            }

            if (created.Length == 0 && rejected.Length > 0)
            {
                host.Phase = HostPhase.Queued;
            }
            else if (created.Length == 0)
            {
                missing.Add(host);
            }
            else
            {
                hostTransitions.Take(host, created[0], isCreatedHere: true, now);
            }
        }

        Unclear(missing, "the response to its create request does not contain it", now);
    }

    /// <summary>Whether a repeated create returned a machine of an earlier run that is no longer the host. The next request gets another
    /// token.</summary>
    private bool IsRejected(IReadOnlyList<HostOperation> batch, HostOperation host, Machine machine)
    {
        bool isDeleted = IsDeleted(machine) || host.DeletedIds.Contains(machine.Id);
        return IsNamed(host, machine) ? isDeleted : (isDeleted || ExistedBefore(machine)) && !batch.Any(h => IsNamed(h, machine));
    }

    private static bool IsDeleted(Machine machine) => machine.State is MachineState.Terminating or MachineState.Terminated;

    private static bool IsNamed(HostOperation host, Machine machine) =>
        string.Equals(machine.Name, host.Desired.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the machine was created before the run. A new machine has the requested name: an older one with another name was
    /// renamed.</summary>
    private bool ExistedBefore(Machine machine) =>
        _start is { } start && (start.Machines.ContainsKey(machine.Id) || machine.CreatedAt < start.ServerTime - timing.SettleWindow);

    private void Unclear(IReadOnlyList<HostOperation> unclear, string reason, EngineTime now)
    {
        foreach (HostOperation host in unclear)
        {
            settling.Created(now);
            host.Phase = HostPhase.Unclear;
            host.WasUnclear = true;
            host.MayExist = true;
            host.UnclearSince = now.Elapsed;
            events.Add(new HostCreateIndeterminate(host.Name, host.Desired.MachineName, reason));
        }
    }

    private void Refused(IReadOnlyList<HostOperation> batch, CloudFailure failure)
    {
        if (failure.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden)
        {
            // The credentials are refused for all hosts.
            foreach (HostOperation host in batch.Concat(hosts.Where(h => h.Phase == HostPhase.Queued)))
            {
                Fail(host, failure.Code, failure.Advice);
            }
        }
        else if (batch.Count == 1)
        {
            HostOperation host = batch[0];
            Fail(
                host,
                failure.Code == ErrorCodes.ApiError ? ErrorCodes.MachineCreateFailed : failure.Code,
                $"{terms.Machine} '{host.Desired.MachineName}' creation failed: {failure.Advice}");
        }
        else
        {
            foreach (HostOperation host in batch)
            {
                host.IsAlone = true;
                host.Phase = HostPhase.Queued;
            }
        }
    }

    private void Fail(HostOperation host, string code, string message)
    {
        host.IsCreateRefused = !host.MayExist;
        hostTransitions.FailCreate(host, code, message);
    }
}
