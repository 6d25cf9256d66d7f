namespace Stagecraft.Aws.Settings;

/// <summary>The security groups of the declared firewalls of an environment (spec aws.md 8.1).</summary>
internal static class SecurityGroups
{
    /// <summary>One group for each firewall, and for each role that a rule names, in each region with hosts that it applies to; sorted by
    /// name.</summary>
    public static IReadOnlyList<SecurityGroupSettings> Of(
        string? project, string environment, IReadOnlyList<Ec2Host> hosts, IReadOnlyList<FirewallSettings> firewalls)
    {
        HashSet<string> sources = [.. SourceRoles(firewalls)];
        List<SecurityGroupSettings> groups = [];
        foreach (IGrouping<string, Ec2Host> region in hosts.GroupBy(h => h.Region, StringComparer.Ordinal))
        {
            string suffix = Suffix(hosts, region.Key);
            groups.AddRange(firewalls.Select(f => Group(f.Name, f, f.Targets, region, suffix)).OfType<SecurityGroupSettings>());
            foreach (string role in sources)
            {
                FirewallSettings first = firewalls.First(f => RolesOf(f).Contains(role));
                FirewallSettings members = first with { Rules = [] };
                SecurityGroupSettings? group = Group(SecurityGroupNames.OfRole(role), members, new HostTargets([role]), region, suffix);
                groups.AddRange(group is null ? [] : [group]);
            }
        }

        return
        [
            .. groups.Select(g => g with { CloudName = SecurityGroupNames.Of(project, environment, g.Group) })
                .OrderBy(g => g.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The roles that rules name as sources or destinations.</summary>
    public static IEnumerable<string> SourceRoles(IEnumerable<FirewallSettings> firewalls) =>
        firewalls.SelectMany(RolesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The end of the names in plans of the groups of a region: empty if all hosts are in this region.</summary>
    /// <param name="hosts">The hosts of the environment in the file.</param>
    /// <param name="region">The region.</param>
    public static string Suffix(IReadOnlyList<Ec2Host> hosts, string region) =>
        hosts.Count > 0 && hosts.All(h => h.Region == region) ? "" : "." + region;

    private static SecurityGroupSettings? Group(
        string name, FirewallSettings firewall, HostTargets targets, IEnumerable<Ec2Host> region, string suffix)
    {
        Ec2Host[] hosts = [.. region.Where(h => targets.Includes(h.Role)).OrderBy(h => h.Name, StringComparer.Ordinal)];
        return hosts.Length == 0 ? null : new()
        {
            Kind = ResourceKind.Firewall,
            Name = name + suffix,
            Group = name,
            Region = hosts[0].Region,
            Hosts = [.. hosts.Select(h => h.Name)],
            Subnets = [.. hosts.DistinctBy(h => h.Subnet?.Value).Select(h => (h.Subnet?.Value, h.Name))],
            Rules = firewall.Rules,
            Roles = RolesOf(firewall).Distinct(StringComparer.Ordinal)
                .ToDictionary(r => r, r => SecurityGroupNames.OfRole(r) + suffix, StringComparer.Ordinal),
            Fields = [targets.Field, .. firewall.Rules.Select(r => r.Field)],
            Location = firewall.Location,
            Path = firewall.Path,
        };
    }

    private static IEnumerable<string> RolesOf(FirewallSettings firewall) => firewall.Rules.SelectMany(r => r.Endpoints)
        .Where(e => e.Kind == FirewallEndpointKind.Role).Select(e => e.Value);
}
