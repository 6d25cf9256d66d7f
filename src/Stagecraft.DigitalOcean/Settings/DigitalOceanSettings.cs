namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The validated section of <c>stagecraft.yml</c>, see <c>docs/config.md</c>. With <see cref="SettingsScope.Connection"/>, only
/// <see cref="TokenEnv"/>, <see cref="MachineNames"/> and the durations are read; <see cref="SshKeys"/> is empty, and there are no
/// environments.</summary>
internal sealed record DigitalOceanSettings
{
    public const string ImageByDefault = "ubuntu-22-04-x64";
    public const string SshUserByDefault = "root";

    /// <summary>The environment variable with the API token.</summary>
    public required string TokenEnv { get; init; }

    public MachineNameTemplate MachineNames { get; init; } = MachineNameTemplate.Default;

    /// <summary>The SSH keys of new droplets by name, id or fingerprint, in the order of the file.</summary>
    public IReadOnlyList<Setting<string>> SshKeys { get; init; } = [];

    public string? DefaultRegion { get; init; }

    public string? DefaultSize { get; init; }

    public string DefaultImage { get; init; } = ImageByDefault;

    /// <summary>The allowed regions, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The allowed sizes, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>The maximum price per month by environment.</summary>
    public IReadOnlyDictionary<string, decimal> Budgets { get; init; } = new Dictionary<string, decimal>();

    /// <summary>How many hosts of a role may be replaced or resized at the same time, by environment.</summary>
    public IReadOnlyDictionary<string, int> MaxUnavailable { get; init; } = new Dictionary<string, int>();

    /// <summary>The resources by environment, except hosts.</summary>
    public IReadOnlyDictionary<string, EnvironmentResources> Resources { get; init; } = new Dictionary<string, EnvironmentResources>();

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan SettleWindow { get; init; }

    public required TimeSpan CreateTimeout { get; init; }

    public required TimeSpan DeleteTimeout { get; init; }

    public string SshUser { get; init; } = SshUserByDefault;

    public required TimeSpan SshTimeout { get; init; }

    public required TimeSpan CloudInitTimeout { get; init; }

    public required TimeSpan HttpTimeout { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<EnvironmentHosts<HostSettings>> Environments { get; init; } = [];
}
