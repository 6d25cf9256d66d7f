using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Sorts the droplets of an account into ours and others'.</summary>
internal static class Inventory
{
    /// <param name="ownership">Who we are.</param>
    /// <param name="droplets">The droplets seen, each id once, in any order.</param>
    public static ActualState Take(Ownership ownership, IEnumerable<Droplet> droplets)
    {
        Dictionary<string, List<Droplet>> byHost = new(StringComparer.Ordinal);
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
            else if (byHost.TryGetValue(host, out List<Droplet>? same))
            {
                same.Add(droplet);
            }
            else
            {
                byHost.Add(host, [droplet]);
            }
        }

        return new(
            byHost.ToDictionary(h => h.Key, h => OwnedHost.Of(h.Key, h.Value), StringComparer.Ordinal),
            [.. unnamed.OrderBy(d => d.Id)],
            foreign.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase),
            otherProjects);
    }
}
