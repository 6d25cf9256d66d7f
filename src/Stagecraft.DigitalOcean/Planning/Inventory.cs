using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Sorts the droplets of an account into ours and others'.</summary>
internal static class Inventory
{
    /// <param name="ownership">Who we are.</param>
    /// <param name="droplets">The droplets seen, each id once, in any order.</param>
    public static ActualState Take(Ownership ownership, IEnumerable<Droplet> droplets)
    {
        Dictionary<string, OwnedHost> hosts = new(StringComparer.Ordinal);
        Dictionary<string, List<Droplet>>? several = null;
        List<Droplet> unnamed = [];
        List<Droplet> foreign = [];
        int otherProjects = 0;
        foreach (Droplet droplet in droplets)
        {
            if (!ownership.Owns(droplet))
            {
                foreign.Add(droplet);
                otherProjects += ownership.IsOfOtherProject(droplet) ? 1 : 0;
            }
            else if (ownership.HostOf(droplet) is not { } host)
            {
                unnamed.Add(droplet);
            }
            else if (!hosts.TryGetValue(host, out OwnedHost? first))
            {
                hosts.Add(host, new(host, droplet, []));
            }
            else
            {
                several ??= new(StringComparer.Ordinal);
                if (!several.TryGetValue(host, out List<Droplet>? same))
                {
                    several.Add(host, same = [first.Survivor]);
                }

                same.Add(droplet);
            }
        }

        foreach ((string host, List<Droplet> same) in several ?? [])
        {
            hosts[host] = OwnedHost.Of(host, same);
        }

        return new(
            hosts,
            [.. unnamed.OrderBy(d => d.Id)],
            foreign.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase),
            otherProjects);
    }
}
