using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>A project in the account, with its current config.</summary>
/// <param name="name">The name.</param>
/// <param name="hasTemplate">Whether the names of its machines contain that of the project.</param>
internal sealed class ScenarioProject(string name, bool hasTemplate)
{
    private readonly string[] _tags = ["stagecraft", "stagecraft-env-staging", $"stagecraft-project-{name}"];

    public string Name => name;

    /// <summary>The template of the names of its machines.</summary>
    public string Template => hasTemplate ? "{project}-{environment}-{host}" : "{environment}-{host}";

    /// <summary>The declared hosts.</summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>The settings of the hosts that have any.</summary>
    public IReadOnlyDictionary<string, HostSettings> Settings { get; set; } = new Dictionary<string, HostSettings>();

    public IEnumerable<string> ProtectedHosts => Hosts.Where(h => SettingsOf(h).IsProtected);

    public HostSettings SettingsOf(string host) => Settings.GetValueOrDefault(host, HostSettings.None);

    public string NameOf(string host) => hasTemplate ? $"{name}-staging-{host}" : $"staging-{host}";

    public HashSet<string> MachineNames(IEnumerable<string> hosts) => hosts.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a machine has the ownership tags.</summary>
    public bool Owns(Machine machine) => machine.Tags is not null && _tags.All(machine.Has);

    /// <summary>The tags of the machine of a host without settings.</summary>
    public string[] TagsOf(string host) => [.. _tags, $"stagecraft-role-{host.Split('-')[0]}"];

    /// <summary>The tags without that of the project.</summary>
    public string[] WithoutProject(IEnumerable<string> tags) => [.. tags.Where(t => t != _tags[2])];
}
