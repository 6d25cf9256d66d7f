using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What differs between a declared host and its droplet (spec 5.3).</summary>
internal static class DriftFinder
{
    public static IEnumerable<HostDrift> Find(DesiredHost host, Droplet droplet)
    {
        if (!Same(host.Settings.Region, droplet.Region))
        {
            yield return Entry("region", host.Settings.Region, droplet.Region);
        }

        string? role = TagNames.Single(droplet.Tags ?? [], TagNames.RolePrefix);
        if (!string.Equals(host.Settings.Role, role, StringComparison.Ordinal))
        {
            yield return Entry("role", host.Settings.Role, role);
        }

        if (!Same(host.Settings.Size, droplet.Size))
        {
            yield return Entry("size", host.Settings.Size, droplet.Size);
        }

        if (droplet.Status is not (DropletStatus.Active or DropletStatus.New))
        {
            yield return Entry("status", DropletStatus.Active, droplet.Status);
        }

        HostDrift Entry(string field, string? declared, string? actual) =>
            new(host.Name, droplet.Name, droplet.Id, field, declared, actual);
    }

    /// <summary>Whether the droplet is what a create of this host would have made; its status and role play no part.</summary>
    public static bool IsAsPlanned(DesiredHost host, Droplet droplet) =>
        Same(host.Settings.Region, droplet.Region) && Same(host.Settings.Size, droplet.Size);

    public static HostDrift Unnamed(Droplet droplet) => new(null, droplet.Name, droplet.Id, "name", null, droplet.Name);

    private static bool Same(string declared, string actual) => string.Equals(declared, actual, StringComparison.OrdinalIgnoreCase);
}
