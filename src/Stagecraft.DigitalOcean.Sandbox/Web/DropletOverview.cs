using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The droplets on the page: all are counted, the newest are listed.</summary>
internal sealed class DropletOverview(List<Droplet> droplets, DateTimeOffset now)
{
    private const int MaxDroplets = 1000;
    private const int MaxEnvironments = 200;

    private readonly List<OverviewJson.EnvironmentJson> _environments =
    [
        .. droplets
            .GroupBy(EnvironmentTags.Of)
            .Select(group => Count(group.Key, group, now))
            // Droplets without an environment are last.
            .OrderBy(environment => environment.Name is null)
            .ThenBy(environment => environment.Project, StringComparer.Ordinal)
            .ThenBy(environment => environment.Name, StringComparer.Ordinal),
    ];

    public int Total => droplets.Count;

    public int EnvironmentsTotal => _environments.Count;

    public IReadOnlyList<OverviewJson.EnvironmentJson> Environments => [.. _environments.Take(MaxEnvironments)];

    public IReadOnlyList<OverviewDropletJson> Newest => [.. droplets.Take(MaxDroplets).Select(ToJson)];

    private OverviewDropletJson ToJson(Droplet droplet)
    {
        DropletAddresses? addresses = droplet.AddressesAt(now);
        EnvironmentTags tags = EnvironmentTags.Of(droplet);
        return new OverviewDropletJson
        {
            Id = droplet.Id,
            Name = Excerpt.Of(droplet.Name),
            Project = tags.Project,
            Environment = tags.Name,
            Role = EnvironmentTags.RoleOf(droplet),
            Region = Excerpt.Of(droplet.Region),
            Size = Excerpt.Of(droplet.Size),
            Image = droplet.Image,
            Status = Excerpt.Of(droplet.StatusAt(now)),
            Locked = droplet.IsLockedAt(now),
            Going = droplet.IsDeleting,
            CreatedAt = droplet.CreatedAt,
            BootedAt = droplet.BootedAt,
            GoneAt = droplet.IsDeleting ? droplet.GoneAt : null,
            PublicIpv4 = addresses?.PublicV4,
            PrivateIpv4 = addresses?.PrivateV4,
            PublicIpv6 = addresses?.V6,
            ReservedIpv4 = droplet.ReservedIp,
        };
    }

    private static OverviewJson.EnvironmentJson Count(EnvironmentTags tags, IEnumerable<Droplet> droplets, DateTimeOffset now)
    {
        int total = 0, booting = 0, active = 0, off = 0, going = 0, other = 0;
        foreach (Droplet droplet in droplets)
        {
            total++;
            switch (droplet.IsDeleting ? "going" : droplet.StatusAt(now))
            {
                case "going":
                    going++;
                    break;
                case "new":
                    booting++;
                    break;
                case "active":
                    active++;
                    break;
                case "off":
                    off++;
                    break;
                default:
                    other++;
                    break;
            }
        }

        return new OverviewJson.EnvironmentJson(tags.Project, tags.Name, total, booting, active, off, going, other);
    }
}
