using System.Globalization;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The config of a scenario on AWS.</summary>
internal sealed class AwsFile
{
    private const string OtherRegion = "us-east-1";

    private readonly SimulatedCloud _cloud;
    private readonly ScenarioWorld _world;
    private readonly bool _hasTwoRegions;
    private readonly Dictionary<string, string> _places;

    public AwsFile(SimulatedCloud cloud, ScenarioWorld world, bool hasTwoRegions)
    {
        (_cloud, _world, _hasTwoRegions) = (cloud, world, hasTwoRegions);

        // The token of a create is regional, or zonal for a host with a zone (spec aws.md 7.5).
        Dice dice = new(world.Seed, 202);
        (bool hasZones, bool hasRegions) = (dice.Chance(0.3), hasTwoRegions && dice.Chance(0.6));
        _places = ConfigAuthor.HostNames.ToDictionary(
            h => h,
            _ => hasRegions && dice.Chance(0.4) ? $", region: {OtherRegion}"
                : hasZones && dice.Chance(0.6) ? $", zone: {AwsPort.Region}{dice.Pick(["a", "b"])}"
                : "");
    }

    public IEnumerable<string> Words =>
    [
        .. _hasTwoRegions ? ["two regions"] : Array.Empty<string>(),
        .. Has("region:") ? ["hosts in two regions"] : Array.Empty<string>(),
        .. Has("zone:") ? ["hosts with zones"] : Array.Empty<string>(),
    ];

    public string Of(ScenarioProject project) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        account_id: "123456789012"
        ssh_key_name: my-key
        default_region: {{AwsPort.Region}}
        regions: [{{AwsPort.Region}}{{(_hasTwoRegions ? $", {OtherRegion}" : "")}}]
        security_groups: [default]
        machine_name: "{{project.Template}}"
        default_size: {{_world.Size}}
        settle_window: {{_cloud.Settle.TotalSeconds}}s
        create_timeout: {{_cloud.Timeout.TotalMinutes}}m
        delete_timeout: {{_cloud.Timeout.TotalMinutes}}m
        hosts:
          staging:{{(project.Hosts.Count > 0 ? "" : " {}")}}
        {{string.Join('\n', project.Hosts.Select(h => Host(h, project.SettingsOf(h))))}}
        """);

    private bool Has(string key) => _places.Values.Any(p => p.Contains(key, StringComparison.Ordinal));

    private string Host(string host, HostSettings settings)
    {
        string more = _places[host] + (settings.IsProtected ? ", protected: true" : "")
            + (settings.Tags.Count > 0 ? $", tags: {{ {string.Join(", ", settings.Tags.Select(Pair))} }}" : "")
            + (settings.HasBackups ? ", monitoring: true" : "");
        return $"    {host}: {{ role: {host.Split('-')[0]}{more} }}";
    }

    private static string Pair(string tag) => $"{tag.Split('=')[0]}: \"{tag.Split('=')[1]}\"";
}
