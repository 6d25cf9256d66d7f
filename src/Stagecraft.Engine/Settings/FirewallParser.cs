using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the firewalls of an environment.</summary>
/// <param name="key">The key of the firewalls, with all keys of a firewall.</param>
/// <param name="scope">The environment.</param>
internal sealed class FirewallParser(SettingKey key, EnvironmentScope scope)
{
    private readonly EndpointRule _endpoints = new(scope);

    /// <returns>The firewalls, sorted by name. Problems are reported.</returns>
    public IReadOnlyList<FirewallSettings> Parse() =>
    [
        .. scope.Reader.Sections(key).Select(s => Firewall(s.Entry, s.Reader))
            .OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    private FirewallSettings Firewall(ConfigEntry entry, SectionReader reader)
    {
        scope.CheckName(entry, "a firewall");
        HostTargets targets = TargetRule.Read(scope, reader, isRequired: true);
        if (targets.Roles.Count > scope.Limits.MaxRoles)
        {
            scope.Problems.AddAt(
                reader.LocationOf(FirewallKeys.Roles),
                reader.PathOf(FirewallKeys.Roles),
                $"firewall {Excerpt.Of(entry.Key)} has {targets.Roles.Count} roles: at most {scope.Limits.MaxRoles} are allowed",
                "declare another firewall for the other roles");
        }

        IReadOnlyList<FirewallRule> rules = Merged([.. Rules(reader, FirewallKeys.Inbound), .. Outbound(reader)]);
        if (rules.Count > scope.Limits.MaxRules || (rules.Count == 0 && !DeclaresRule(reader)))
        {
            scope.Problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"firewall {Excerpt.Of(entry.Key)} has "
                    + (rules.Count == 0 ? "no rules" : $"{rules.Count} rules: at most {scope.Limits.MaxRules} are allowed"),
                rules.Count == 0 ? "a firewall must allow something" : "use ranges of ports, or declare another firewall");
        }

        return new FirewallSettings
        {
            Kind = ResourceKind.Firewall,
            Name = entry.Key,
            Targets = targets,
            Rules = rules,
            Fields = [targets.Field, .. rules.Select(r => r.Field)],
            Location = entry.KeyLocation,
            Path = entry.Value.Path,
        };
    }

    // A declared rule that was not read has a problem of its own.
    private static bool DeclaresRule(SectionReader reader) => new[] { FirewallKeys.Inbound, FirewallKeys.OutboundRules }
        .Any(key => reader.Node(key).Setting?.Value is ConfigNode value and not ConfigSequence { Items.Count: 0 });

    private IEnumerable<FirewallRule> Outbound(SectionReader reader) => reader.Node(FirewallKeys.Outbound).Setting?.Value switch
    {
        null or ConfigScalar { Value: FirewallText.Any } => FirewallKeys.Protocol.Choices.Select(
            protocol => new FirewallRule(IsInbound: false, protocol, FirewallText.AllPorts, EndpointRule.AnyAddress)),
        _ => Rules(reader, FirewallKeys.OutboundRules),
    };

    private IReadOnlyList<FirewallRule> Rules(SectionReader reader, SettingKey key) =>
        [.. reader.Mappings(key).SelectMany(rule => Rule(rule.Node, rule.Reader, key == FirewallKeys.Inbound))];

    private IReadOnlyList<FirewallRule> Rule(ConfigMapping node, SectionReader reader, bool isInbound)
    {
        string? protocol = reader.Choice(FirewallKeys.Protocol);
        IReadOnlyList<FirewallEndpoint> endpoints = _endpoints.Read(reader, isInbound ? FirewallKeys.From : FirewallKeys.To);
        Declared<ConfigNode> port = reader.Node(FirewallKeys.Port);
        IReadOnlyList<string> ports = port.Setting is { } declared ? PortRule.Read(declared.Value, scope.Problems) : [];
        if (protocol == FirewallText.Icmp)
        {
            if (port.Setting is { } unused)
            {
                scope.Problems.AddAt(unused.Location, unused.Path, "a rule for icmp has no port", "remove the port");
            }

            ports = [FirewallText.AllPorts];
        }
        else if (!port.IsPresent && protocol is not null)
        {
            scope.Problems.AddAt(node.Location, reader.PathOf(FirewallKeys.Port), "port is required", "for all ports: port: all");
        }

        return protocol is null || endpoints.Count == 0
            ? [] : [.. ports.Select(p => new FirewallRule(isInbound, protocol, p, endpoints))];
    }

    private static IReadOnlyList<FirewallRule> Merged(IReadOnlyList<FirewallRule> rules) =>
    [
        .. rules.GroupBy(r => r.Name, StringComparer.Ordinal)
            .Select(g => g.First() with { Endpoints = [.. g.SelectMany(r => r.Endpoints).Distinct()] })
            .OrderBy(r => r.Name, StringComparer.Ordinal),
    ];
}
