using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Applying;

/// <summary>Finds hosts that more than one run made, and settles which droplet stays (spec 7.4). No effects.</summary>
internal sealed class SurvivorSteps(Ownership ownership, HostSteps hosts)
{
    /// <summary>The surplus droplets of this very run to delete, once their survivor was read and is sound.</summary>
    public IEnumerable<DeleteWork> Resolve(HostWork work, Sight sight, EngineTime now)
    {
        if (work.Own.Count == 0)
        {
            yield break;
        }

        List<Droplet> all = [.. Known(work, sight)];
        if (all.Count < 2)
        {
            yield break;
        }

        Droplet survivor = OwnedHost.Of(work.Name, all).Survivor;
        if (work.Droplet?.Id != survivor.Id && work.Phase != HostPhase.Failed)
        {
            hosts.Take(work, survivor, work.Own.ContainsKey(survivor.Id), now);
        }

        foreach (Droplet surplus in all.Where(d => d.Id != survivor.Id && work.Own.ContainsKey(d.Id)).OrderBy(d => d.Id))
        {
            work.Own.Remove(surplus.Id);
            yield return new DeleteWork(work.Name, surplus.Name, surplus.Id, DeleteReason.Duplicate)
            {
                Phase = DeletePhase.AfterSurvivor,
                SurvivorId = survivor.Id,
            };
        }
    }

    /// <summary>What the look shows of this host, and what this run knows to have made, whether the look shows it yet or not.</summary>
    private IEnumerable<Droplet> Known(HostWork work, Sight sight)
    {
        Dictionary<long, Droplet> known = [];
        foreach (Droplet own in work.Own.Values)
        {
            known[own.Id] = sight.Droplets.GetValueOrDefault(own.Id, own);
        }

        if (sight.Actual.Hosts.TryGetValue(work.Name, out OwnedHost? owned))
        {
            foreach (Droplet droplet in owned.Surplus.Prepend(owned.Survivor).Where(ownership.Owns))
            {
                known[droplet.Id] = droplet;
            }
        }

        return known.Values.Where(d => !work.GoneIds.Contains(d.Id));
    }
}
