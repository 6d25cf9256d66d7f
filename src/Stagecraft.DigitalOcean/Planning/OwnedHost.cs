using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>A host of ours that exists: the droplet that counts, and any surplus ones, sorted by id.</summary>
internal sealed record OwnedHost(string Name, Droplet Survivor, IReadOnlyList<Droplet> Surplus)
{
    public bool HasSeveralProtected => Ownership.IsProtected(Survivor) && Surplus.Any(Ownership.IsProtected);

    public static OwnedHost Of(string name, IReadOnlyList<Droplet> droplets)
    {
        if (droplets.Count == 1)
        {
            return new(name, droplets[0], []);
        }

        Droplet survivor = droplets.MinBy(Rank)!;
        return new(name, survivor, [.. droplets.Where(d => d.Id != survivor.Id).OrderBy(d => d.Id)]);
    }

    /// <summary>Every run must come to the same survivor without talking to another: so nothing that changes by itself, as a status does, plays a part.</summary>
    private static (bool Unprotected, DateTimeOffset CreatedAt, long Id) Rank(Droplet droplet) =>
        (!Ownership.IsProtected(droplet), droplet.CreatedAt, droplet.Id);
}
