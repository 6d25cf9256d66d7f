using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>Finds hosts that more than one run made, and settles which machine stays (spec 7.4). No effects.</summary>
internal sealed class SurvivorTransitions(CloudTerms terms, CloudFacts facts, Ownership ownership, EngineTimeouts timing, HostTransitions hosts)
{
    /// <summary>The surplus machines of this very run to delete, once their survivor was read by id and is sound.</summary>
    public IEnumerable<DeleteOperation> Resolve(HostOperation work, Observation sight, EngineTime now)
    {
        if (work.SurvivorSought is { } sought && sight.NotFound.Contains(sought.Id) && !sight.IsYounger(sought, timing.SettleWindow))
        {
            work.GoneIds.Add(sought.Id);
        }

        Machine[] all = work.Own.Count == 0 && !work.IsCreatedHere ? [] : [.. Known(work, sight)];
        if (all.Length == 0)
        {
            work.SurvivorSought = null;
            return [];
        }

        Machine survivor = OwnedHost.Of(work.Name, all).Survivor;
        if (work.Machine?.Id != survivor.Id && work.Phase is not (HostPhase.Failed or HostPhase.Sending))
        {
            // Without an id of its own the run cannot tell which of them it made.
            hosts.Take(work, survivor, work.Own.Count == 0 || work.Own.ContainsKey(survivor.Id), now);
        }

        Machine[] surplus = [.. all.Where(d => d.Id != survivor.Id && work.Own.ContainsKey(d.Id)).OrderBy(d => d.Id)];

        // A token returns the machines of other runs too: what this run created is not known, so that the next plan deletes the duplicate.
        if (surplus.Length == 0 || facts.RepeatedCreate == RepeatedCreate.SameToken)
        {
            work.SurvivorSought = null;
            return [];
        }

        if (IsSound(work.Name, survivor, sight, ownership))
        {
            work.SurvivorSought = null;
            foreach (Machine machine in surplus)
            {
                work.Own.Remove(machine.Id);
            }

            return
            [
                .. surplus.Select(d => new DeleteOperation(work.Name, d.Name, d.Id, DeleteReason.Duplicate)
                {
                    IsOwn = true,
                    Phase = DeletePhase.AfterSurvivor,
                    SurvivorId = survivor.Id,
                    YoungUntil = now.Elapsed + timing.SettleWindow,
                    Deadline = now.Worked + timing.DeleteTimeout,
                }),
            ];
        }

        if (work.IsSurvivorGivenUp)
        {
            return [];
        }

        if (work.SurvivorSought is null)
        {
            work.SurvivorSoughtUntil = now.Worked + timing.CreateTimeout;
        }

        work.SurvivorSought = survivor;
        return [];
    }

    /// <summary>Ends a search that has no end: both machines stay, and the next plan tells of them.</summary>
    public void Expire(HostOperation work, EngineTime now)
    {
        if (work.SurvivorSought is { } sought && now.Worked >= work.SurvivorSoughtUntil)
        {
            work.SurvivorSought = null;
            work.IsSurvivorGivenUp = true;
            if (work.Phase != HostPhase.Failed)
            {
                hosts.Fail(
                    work,
                    ErrorCodes.MachineTimeout,
                    $"{terms.Machine} '{work.Host.MachineName}' operation timeout: it exists twice, and the one that is to stay ({sought.Id}) is locked or could not be read; none was deleted");
            }
        }
    }

    /// <summary>Whether a machine may be deleted in favour of this one: it was read by id and is there, not locked, its tags right.</summary>
    public static bool IsSound(string? name, Machine survivor, Observation sight, Ownership ownership) =>
        sight.ReadById.Contains(survivor.Id) && !survivor.IsBusy && ownership.Owns(survivor) && ownership.HostOf(survivor) == name;

    /// <summary>What the look shows of this host, and what this run knows to have made, whether the look shows it yet or not.</summary>
    private IEnumerable<Machine> Known(HostOperation work, Observation sight)
    {
        Dictionary<MachineId, Machine> known = [];
        foreach (Machine own in work.Own.Values)
        {
            known[own.Id] = sight.Machines.GetValueOrDefault(own.Id, own);
        }

        if (sight.Actual.Hosts.TryGetValue(work.Name, out OwnedHost? owned))
        {
            foreach (Machine machine in owned.Duplicates.Prepend(owned.Survivor).Where(ownership.Owns))
            {
                known[machine.Id] = machine;
            }
        }

        // Fresh, it can be listed and answer 404 by id.
        if (work.SurvivorSought is { } sought && !sight.Machines.ContainsKey(sought.Id))
        {
            known.TryAdd(sought.Id, sought);
        }

        return known.Values.Where(d => !work.GoneIds.Contains(d.Id));
    }
}
