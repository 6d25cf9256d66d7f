namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the resources in <c>environments</c>, after the hosts.</summary>
internal static class ResourceParser
{
    private static readonly FirewallLimits Limits = new()
    {
        MaxRoles = 5,
        MaxRules = 50,
        MaxTag = TagRule.MaxLength,
        HasLoadBalancers = true,
    };

    /// <summary>The resources by environment. Problems are reported.</summary>
    /// <param name="environments">The settings of the environments.</param>
    /// <param name="hosts">The hosts that were read.</param>
    /// <param name="regions">The allowed regions.</param>
    /// <param name="section">The section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="problems">Receives the problems.</param>
    public static IReadOnlyDictionary<string, EnvironmentResources> Parse(
        IReadOnlyDictionary<string, EnvironmentSettings> environments,
        IReadOnlyList<EnvironmentHosts<HostSettings>> hosts,
        AllowList regions,
        SectionReader section,
        string? project,
        ConfigProblems problems)
    {
        ConfigMapping? declared = section.Node(SectionKeys.Hosts).Setting?.Value as ConfigMapping;
        Dictionary<string, EnvironmentResources> resources = new(StringComparer.Ordinal);
        foreach ((string name, EnvironmentSettings settings) in environments)
        {
            EnvironmentScope scope = new()
            {
                Reader = settings.Reader!,
                Roles = RoleNames.Of(name, declared),
                Hosts = EnvironmentScope.Complete(declared?.Find(name) as ConfigMapping, hosts.FirstOrDefault(e => e.Name == name)?.Hosts),
                Project = project,
                Limits = Limits,
                Problems = problems,
            };
            resources[name] = Of(scope, regions, declared?.Find(name) as ConfigMapping);
        }

        return resources;
    }

    private static EnvironmentResources Of(EnvironmentScope scope, AllowList regions, ConfigMapping? hosts)
    {
        IReadOnlyList<LoadBalancerSettings> balancers = new LoadBalancerParser(scope, regions).Parse();
        IReadOnlyList<FirewallSettings> firewalls =
            new FirewallParser(EnvironmentKeys.Firewalls, scope with { LoadBalancers = [.. balancers.Select(b => b.Name)] }).Parse();
        IReadOnlyList<AlertSettings> alerts = new AlertParser(scope).Parse();
        DeclaredResource[] resources = [.. firewalls, .. balancers, .. alerts];
        if (resources.Length > 0)
        {
            scope.CheckRolesOf(hosts);
        }

        return new(
            resources,
            scope.Hosts is { } read
                ? [.. SshRule.Check(read, firewalls, scope.Problems), .. AlertParser.Check([.. read.Cast<HostSettings>()], alerts)]
                : []);
    }
}
