using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Finds hosts that several runs created, and decides which machine is kept (spec 7.4). No effects.</summary>
internal sealed class SurvivorTransitions(
    CloudTerms terms, CloudFacts facts, Ownership ownership, EngineTimeouts timing, HostTransitions hostTransitions)
{
    /// <summary>Returns the duplicates of this run to delete, when the machine to keep was read by id and is healthy.</summary>
    /// <param name="host">The host.</param>
    /// <param name="observation">The last read. It can be out of date.</param>
    /// <param name="deleted">The machines for which this run sent a delete: none of them is kept, whatever the read shows.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<DeleteOperation> Resolve(
        HostOperation host, Observation observation, IReadOnlySet<ResourceId> deleted, EngineTime now)
    {
        if (host.SurvivorSought is { } sought
            && observation.NotFound.Contains(sought.Id)
            && !observation.IsYounger(sought, timing.SettleWindow))
        {
            host.DeletedIds.Add(sought.Id);
        }

        Machine[] all = host.Own.Count == 0 && !host.IsCreatedHere ? [] : [.. Known(host, observation).Where(m => !deleted.Contains(m.Id))];
        if (all.Length == 0)
        {
            host.SurvivorSought = null;
            return [];
        }

        Machine survivor = OwnedHost.Of(host.Name, all).Survivor;
        if (host.Machine?.Id != survivor.Id && host.Phase is not (HostPhase.Failed or HostPhase.Sending))
        {
            // Without a known id, the run cannot tell which of them it created.
            hostTransitions.Take(host, survivor, host.Own.Count == 0 || host.Own.ContainsKey(survivor.Id), now);
        }

        Machine[] duplicates = [.. all.Where(d => d.Id != survivor.Id && host.Own.ContainsKey(d.Id)).OrderBy(d => d.Id)];

        // A token returns machines of other runs too: this run does not know what it created, so the next plan deletes the duplicate.
        if (duplicates.Length == 0 || facts.RepeatedCreate == RepeatedCreate.SameToken)
        {
            host.SurvivorSought = null;
            return [];
        }

        if (IsHealthy(host.Name, survivor, observation, ownership))
        {
            host.SurvivorSought = null;
            Array.ForEach(duplicates, d => host.Own.Remove(d.Id));
            return duplicates.Select(d => Delete(host, d, survivor, now));
        }

        if (!host.IsSurvivorGivenUp)
        {
            host.SurvivorSoughtUntil = host.SurvivorSought is null ? now.Worked + timing.CreateTimeout : host.SurvivorSoughtUntil;
            host.SurvivorSought = survivor;
        }

        return [];
    }

    /// <summary>Ends a search that takes too long: both machines are kept, and the next plan reports them.</summary>
    public void Expire(HostOperation host, EngineTime now)
    {
        if (host.SurvivorSought is { } sought && now.Worked >= host.SurvivorSoughtUntil)
        {
            host.SurvivorSought = null;
            host.IsSurvivorGivenUp = true;
            if (host.Phase != HostPhase.Failed)
            {
                string reason = $"it exists twice, and the one to keep ({sought.Id}) is locked or could not be read; neither was deleted";
                hostTransitions.Fail(
                    host, ErrorCodes.MachineTimeout, $"{terms.Machine} '{host.Desired.MachineName}' operation timeout: {reason}");
            }
        }
    }

    /// <summary>Whether duplicates of this machine may be deleted: it was read by id, exists, is not locked, and has the right
    /// tags.</summary>
    public static bool IsHealthy(string? name, Machine survivor, Observation observation, Ownership ownership) =>
        observation.ReadById.Contains(survivor.Id) && !survivor.IsBusy && ownership.Owns(survivor) && ownership.HostOf(survivor) == name;

    private DeleteOperation Delete(HostOperation host, Machine duplicate, Machine survivor, EngineTime now) =>
        new(host.Name, duplicate.Name, duplicate.Id, DeleteReason.Duplicate)
        {
            IsOwn = true,
            Phase = DeletePhase.AfterSurvivor,
            SurvivorId = survivor.Id,
            YoungUntil = now.Elapsed + timing.SettleWindow,
            Deadline = now.Worked + timing.DeleteTimeout,
        };

    /// <summary>The observed machines of this host, and those that this run created, even if a read does not show them yet.</summary>
    private static IEnumerable<Machine> Known(HostOperation host, Observation observation)
    {
        Dictionary<ResourceId, Machine> known =
            host.Own.Values.ToDictionary(own => own.Id, own => observation.Machines.GetValueOrDefault(own.Id, own));
        if (observation.Actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned))
        {
            foreach (Machine machine in owned.Duplicates.Prepend(owned.Survivor))
            {
                known[machine.Id] = machine;
            }
        }

        // A new machine can be listed although a read by id does not find it.
        if (host.SurvivorSought is { } sought && !observation.Machines.ContainsKey(sought.Id))
        {
            known.TryAdd(sought.Id, sought);
        }

        return known.Values.Where(d => !host.DeletedIds.Contains(d.Id));
    }
}
