using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>The lists of resources other than droplets that the plans of a file read (spec 12.1).</summary>
internal static class ResourceReads
{
    /// <summary>The lists; one is required if the file declares such a resource, otherwise a plan works without it.</summary>
    public static IReadOnlyList<(ResourceRoute Route, bool IsRequired)> Of(DropletConfig config)
    {
        DeclaredResource[] resources = [.. config.Resources.Values.SelectMany(r => r)];
        HostSettings[] hosts = [.. config.Environments.SelectMany(e => e.Hosts).Cast<HostSettings>()];
        (ResourceRoute Route, bool IsDeclared)[] declared =
        [
            (ResourceRoute.ReservedIps, Has(ResourceKind.ReservedIp)),
            (ResourceRoute.Alerts, Has(ResourceKind.Alert)),
            (ResourceRoute.Certificates,
                resources.OfType<LoadBalancerSettings>().SelectMany(b => b.Rules).Any(r => r.NamedCertificate is not null)),
            (ResourceRoute.Vpcs, hosts.Any(h => h.Vpc is not null || h.VpcUuid is not null)),
            (ResourceRoute.Projects, hosts.Any(h => h.DoProject is not null)),
        ];
        return
        [
            (ResourceRoute.Volumes, Has(ResourceKind.Volume)),
            (ResourceRoute.Firewalls, Has(ResourceKind.Firewall)),
            (ResourceRoute.LoadBalancers, Has(ResourceKind.LoadBalancer)),
            .. declared.Where(d => d.IsDeclared),
        ];

        bool Has(string kind) => resources.Any(r => r.Kind == kind);
    }
}
