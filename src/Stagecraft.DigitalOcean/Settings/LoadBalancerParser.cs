namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the load balancers of an environment.</summary>
internal sealed class LoadBalancerParser(EnvironmentScope scope, AllowList regions)
{
    public const string RoleField = "role";

    /// <returns>The load balancers, sorted by name. Problems are reported.</returns>
    public IReadOnlyList<LoadBalancerSettings> Parse() =>
    [
        .. scope.Reader.Sections(EnvironmentKeys.LoadBalancers).Select(s => LoadBalancer(s.Entry, s.Reader))
            .OrderBy(b => b.Name, StringComparer.Ordinal),
    ];

    private LoadBalancerSettings LoadBalancer(ConfigEntry entry, SectionReader reader)
    {
        scope.CheckName(entry, "a load balancer");
        Setting<string>? role = reader.Name(LoadBalancerKeys.Role).Setting;
        if (role is not null)
        {
            scope.CheckRole(role);
        }

        HostSettings[] hosts = [.. (scope.Hosts ?? []).Cast<HostSettings>().Where(h => h.Role == role?.Value)];
        string? region = Region(entry, reader, role?.Value, hosts);
        Declared<int> nodes = reader.Integer(LoadBalancerKeys.Nodes);
        LoadBalancerHealth? health = reader.Section(LoadBalancerKeys.Health) is { } section ? Health(section) : null;
        bool redirect = reader.Flag(LoadBalancerKeys.Redirect);
        LoadBalancerSettings balancer = new()
        {
            Kind = ResourceKind.LoadBalancer,
            Name = entry.Key,
            Role = role?.Value ?? "",
            Region = region ?? "",
            VpcUuid = Vpc(entry, hosts),
            Nodes = nodes.Setting?.Value,
            Rules = new ForwardParser(scope.Problems).Parse(reader),
            Health = health,
            Redirect = reader.Node(LoadBalancerKeys.Redirect).IsPresent ? redirect : null,
            Fields = [],
            Location = entry.KeyLocation,
            Path = entry.Value.Path,
        };
        return balancer with { Fields = [.. Fields(balancer)] };
    }

    private static IEnumerable<DeclaredField> Fields(LoadBalancerSettings balancer)
    {
        yield return new(RoleField, balancer.Role);
        yield return new(LoadBalancerKeys.Region.Name, balancer.Region) { IsUpdatable = false };
        if (balancer.Nodes is { } nodes)
        {
            yield return new(LoadBalancerKeys.Nodes.Name, nodes.ToString(CultureInfo.InvariantCulture));
        }

        foreach (ForwardRule rule in balancer.Rules.DistinctBy(r => r.Name))
        {
            yield return rule.Field;
        }

        if (balancer.Health is { } health)
        {
            yield return new(LoadBalancerKeys.Health.Name, health.Text);
        }

        if (balancer.Redirect is { } redirect)
        {
            yield return new(LoadBalancerKeys.Redirect.Name, redirect ? "true" : "false");
        }
    }

    private string? Region(ConfigEntry entry, SectionReader reader, string? role, HostSettings[] hosts)
    {
        Declared<string> region = reader.Slug(LoadBalancerKeys.Region);
        regions.Check(region, LoadBalancerKeys.Region.Name, scope.Problems);
        string[] used = [.. hosts.Select(h => h.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        // Without all hosts, or with an unknown role, the same mistake would be reported twice.
        bool isKnown = scope.Hosts is not null && role is not null && scope.Roles.Known?.Contains(role, StringComparer.Ordinal) == true;
        if (isKnown && !region.IsPresent && used.Length != 1)
        {
            scope.Problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                used.Length == 0
                    ? $"load balancer {Excerpt.Of(entry.Key)} has no region, and there are no hosts with the role {Excerpt.Of(role!)}"
                    : $"the hosts with the role {Excerpt.Of(role!)} are in several regions: {string.Join(", ", used)}",
                $"set region of the load balancer{(used.Length == 0 ? "" : ": it forwards to the hosts in its region only")}");
        }

        return region.Setting?.Value ?? used.FirstOrDefault();
    }

    private string? Vpc(ConfigEntry entry, HostSettings[] hosts)
    {
        string?[] used = [.. hosts.Select(h => h.VpcUuid?.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (used.Length > 1)
        {
            scope.Problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"the hosts of load balancer {Excerpt.Of(entry.Key)} are in several VPCs",
                "a load balancer forwards to hosts of one VPC: set the same vpc_uuid for all hosts with its role");
        }

        return used.FirstOrDefault(v => v is not null);
    }

    private LoadBalancerHealth? Health(SectionReader reader)
    {
        string? protocol = reader.Choice(LoadBalancerKeys.HealthProtocol);
        int? port = reader.Integer(LoadBalancerKeys.HealthPort).Setting?.Value;
        Setting<string>? path = reader.Text(LoadBalancerKeys.HealthPath).Setting;
        if (path is not null && protocol == ForwardText.Tcp)
        {
            scope.Problems.AddAt(
                path.Location, path.Path, "a health check with tcp has no path", "remove the path, or set protocol: http");
        }
        else if (path is not null && !path.Value.StartsWith('/'))
        {
            scope.Problems.AddAt(path.Location, path.Path, $"path is {Excerpt.Of(path.Value)}, which does not begin with '/'");
        }

        return protocol is null || port is null
            ? null : new(protocol, port.Value, protocol == ForwardText.Tcp ? null : path?.Value ?? "/");
    }
}
