using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the sources or destinations of a firewall rule.</summary>
internal sealed class EndpointRule(EnvironmentScope scope)
{
    /// <summary>The API's maximum number of sources or destinations of a rule.</summary>
    public const int MaxEndpoints = 1000;

    private static readonly FirewallEndpoint[] Any =
    [
        new(FirewallEndpointKind.Address, FirewallText.AnyIpv4), new(FirewallEndpointKind.Address, FirewallText.AnyIpv6),
    ];

    public static IReadOnlyList<FirewallEndpoint> AnyAddress => Any;

    private string NamedForms => scope.Limits.HasLoadBalancers ? "{ role: ROLE } or { load_balancer: NAME }" : "{ role: ROLE }";

    /// <summary>The endpoints. Invalid ones are reported and omitted.</summary>
    public IReadOnlyList<FirewallEndpoint> Read(SectionReader rule, SettingKey key)
    {
        switch (rule.Node(key).Setting?.Value)
        {
            case null:
                return [];
            case ConfigScalar { Value: FirewallText.Any }:
                return AnyAddress;
            case ConfigSequence list:
                return Addresses(list, key.Name);
            case ConfigMapping mapping:
                return Named(mapping, key.Name);
            case { } node:
                string found = node is ConfigScalar { Value: { } text } ? Excerpt.Of(text) : node.Kind;
                scope.Problems.Add(
                    node,
                    $"{key.Name} is {found}, which is not an allowed value",
                    $"write any, a list of addresses ({key.Name}: [198.51.100.0/24]), {NamedForms}");
                return [];
        }
    }

    private IReadOnlyList<FirewallEndpoint> Addresses(ConfigSequence list, string key)
    {
        if (list.Items.Count is 0 or > MaxEndpoints)
        {
            scope.Problems.Add(
                list,
                list.Items.Count == 0 ? $"{key} is empty" : $"{key} has {list.Items.Count} entries: at most {MaxEndpoints} are allowed",
                list.Items.Count == 0 ? "write any for all addresses" : null);
        }

        return
        [
            .. list.Items.Select(item => Address(item, key)).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(a => new FirewallEndpoint(FirewallEndpointKind.Address, a)),
        ];
    }

    private string? Address(ConfigNode item, string key)
    {
        if (TextRule.Check(item, $"an entry of {key}", scope.Problems) is not { } text)
        {
            return null;
        }

        if (AddressText.Normalize(text) is not { } address)
        {
            scope.Problems.Add(
                item,
                $"{Excerpt.Of(text)} in {key} is neither an IP address nor a network",
                text == FirewallText.Any ? $"write {key}: any" : "example: 198.51.100.7 or 198.51.100.0/24");
            return null;
        }

        string host = text.Split('/')[0];
        if (address.Contains('/', StringComparison.Ordinal) && AddressText.Normalize(host) != address.Split('/')[0])
        {
            scope.Problems.Add(
                item,
                $"{Excerpt.Of(text)} in {key} is not a network: bits after its prefix are set",
                $"write {address} for the network, or {host} for one address");
        }

        return address;
    }

    private IReadOnlyList<FirewallEndpoint> Named(ConfigMapping mapping, string key)
    {
        SectionReader reader = new(mapping, scope.Problems);
        reader.CheckKeys(scope.Limits.HasLoadBalancers ? [FirewallKeys.Role, FirewallKeys.LoadBalancer] : [FirewallKeys.Role]);
        Declared<string> role = reader.Name(FirewallKeys.Role);
        Declared<string> balancer = scope.Limits.HasLoadBalancers ? reader.Name(FirewallKeys.LoadBalancer) : default;
        if (role.IsPresent && balancer.IsPresent)
        {
            reader.ReportBoth(FirewallKeys.Role, FirewallKeys.LoadBalancer);
        }
        else if (mapping.Entries.Count == 0)
        {
            scope.Problems.Add(mapping, $"{key} is empty", $"write {NamedForms}");
        }

        if (role.Setting is { } named)
        {
            scope.CheckRole(named);
            return [new(FirewallEndpointKind.Role, named.Value)];
        }

        if (balancer.Setting is not { } other)
        {
            return [];
        }

        if (!scope.LoadBalancers.Contains(other.Value, StringComparer.Ordinal))
        {
            scope.Problems.AddAt(
                other.Location,
                other.Path,
                $"environment {Excerpt.Of(scope.Roles.Environment)} has no load balancer {Excerpt.Of(other.Value)}",
                Suggestion.Nearest(other.Value, scope.LoadBalancers) is { } meant ? $"did you mean {Excerpt.Of(meant)}?" : null);
        }

        return [new(FirewallEndpointKind.LoadBalancer, other.Value)];
    }
}
