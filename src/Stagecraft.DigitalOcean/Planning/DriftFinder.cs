using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What differs between a declared host and its droplet (spec 5.3).</summary>
internal static class DriftFinder
{
    public static void AddTo(List<HostDrift> drift, DesiredHost host, Droplet droplet)
    {
        if (!Same(host.Settings.Region, droplet.Region))
        {
            Add("region", host.Settings.Region, droplet.Region);
        }

        IReadOnlyList<string> tags = droplet.Tags ?? [];
        if (!TagNames.IsSingle(tags, TagNames.RolePrefix, host.Settings.Role))
        {
            Add("role", host.Settings.Role, TagNames.Single(tags, TagNames.RolePrefix));
        }

        if (!Same(host.Settings.Size, droplet.Size))
        {
            Add("size", host.Settings.Size, droplet.Size);
        }

        if (droplet.Status is not (DropletStatus.Active or DropletStatus.New))
        {
            Add("status", DropletStatus.Active, droplet.Status);
        }

        void Add(string field, string? declared, string? actual) =>
            drift.Add(new(host.Name, droplet.Name, droplet.Id, field, declared, actual));
    }

    /// <summary>Whether the droplet is what a create of this host would have made; its status and role play no part.</summary>
    public static bool IsAsPlanned(DesiredHost host, Droplet droplet) =>
        Same(host.Settings.Region, droplet.Region) && Same(host.Settings.Size, droplet.Size);

    public static HostDrift Unnamed(Droplet droplet) => new(null, droplet.Name, droplet.Id, "name", null, droplet.Name);

    private static bool Same(string declared, string actual) => string.Equals(declared, actual, StringComparison.OrdinalIgnoreCase);
}
