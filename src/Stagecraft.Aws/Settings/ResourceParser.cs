namespace Stagecraft.Aws.Settings;

/// <summary>Reads the resources in <c>environments</c>, after the hosts.</summary>
internal sealed class ResourceParser(ConfigMapping section, string? project, ConfigProblems problems)
{
    /// <summary>The highest quota that AWS permits; that of new accounts is 5.</summary>
    private const int MaxGroups = 16;

    private static readonly FirewallLimits Limits = new() { MaxRoles = 100, MaxRules = 60 };

    private readonly Dictionary<string, IReadOnlyList<FirewallSettings>> _firewalls = new(StringComparer.Ordinal);

    /// <summary>The resources by environment. Problems are reported.</summary>
    public IReadOnlyDictionary<string, EnvironmentResources> Parse(
        IReadOnlyDictionary<string, EnvironmentSettings> environments, IReadOnlyList<EnvironmentHosts<Ec2Host>> hosts)
    {
        ConfigMapping? declared = section.Find(SectionKeys.Hosts.Name) as ConfigMapping;
        Dictionary<string, EnvironmentResources> resources = new(StringComparer.Ordinal);
        foreach ((string name, EnvironmentSettings settings) in environments)
        {
            ReportUnavailable(settings.Reader!, EnvironmentKeys.LoadBalancers, "load balancers");
            ReportUnavailable(settings.Reader!, EnvironmentKeys.Alerts, "alerts");
            EnvironmentScope scope = new()
            {
                Reader = settings.Reader!,
                Roles = RoleNames.Of(name, declared),
                Hosts = EnvironmentScope.Complete(declared?.Find(name) as ConfigMapping, hosts.FirstOrDefault(e => e.Name == name)?.Hosts),
                Project = project,
                Limits = Limits,
                Problems = problems,
            };
            IReadOnlyList<FirewallSettings> read = new FirewallParser(EnvironmentKeys.Firewalls, scope).Parse();
            FirewallSettings[] firewalls = [.. read.Select(f => f with { CloudName = SecurityGroupNames.Of(project, name, f.Name) })];
            _firewalls[name] = firewalls;

            // The rules of a group that the file only names are not known.
            MachineSettings[] hostsByFirewall = [.. (scope.Hosts ?? []).Cast<Ec2Host>().Where(h => !h.HasDeclaredGroups)];
            resources[name] = new(firewalls, SshRule.Check(hostsByFirewall, firewalls, problems));
        }

        return resources;
    }

    /// <summary>The hosts with the firewalls of their roles. A host without a group is reported. Call it after
    /// <see cref="Parse"/>.</summary>
    public IReadOnlyList<EnvironmentHosts<Ec2Host>> WithFirewalls(IReadOnlyList<EnvironmentHosts<Ec2Host>> hosts) =>
        [.. hosts.Select(e => new EnvironmentHosts<Ec2Host>(e.Name, e.Location, [.. e.Hosts.Select(h => WithFirewalls(e.Name, h))]))];

    private Ec2Host WithFirewalls(string environment, Ec2Host host)
    {
        string[] firewalls =
        [
            .. _firewalls.GetValueOrDefault(environment, []).Where(f => f.Targets.Includes(host.Role)).Select(f => f.CloudName),
        ];
        if (!host.HasDeclaredGroups && firewalls.Length == 0)
        {
            problems.AddAt(
                host.Location,
                $"{host.Path}.{HostKeys.SecurityGroups.Name}",
                $"host {Excerpt.Of(host.Name)} has no security group, and no firewall applies to its role",
                "set security_groups, or declare a firewall in environments; the default group of a VPC blocks all inbound traffic");
        }

        // The group of a role is only a source of rules: it does not replace a firewall.
        string role = SecurityGroupNames.OfRole(host.Role);
        bool isSource = SecurityGroups.SourceRoles(_firewalls.GetValueOrDefault(environment, [])).Contains(host.Role);
        string[] groups = isSource ? [.. firewalls, SecurityGroupNames.Of(project, environment, role)] : firewalls;
        int count = host.SecurityGroups.Count + groups.Length;
        if (count > MaxGroups)
        {
            problems.AddAt(
                host.Location,
                host.Path,
                $"host {Excerpt.Of(host.Name)} would have {count} security groups: an instance can have at most {MaxGroups}",
                "combine firewalls of its role; more than 5 groups need a higher quota of the account");
        }

        return host with { Firewalls = groups };
    }

    private void ReportUnavailable(SectionReader environment, SettingKey key, string noun)
    {
        if (environment.Node(key).IsPresent)
        {
            problems.AddAt(
                environment.LocationOf(key),
                environment.PathOf(key),
                $"{key.Name} is not supported for AWS: Stagecraft does not manage its {noun}",
                $"remove {key.Name}, and declare the {noun} with another tool");
        }
    }
}
