using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The settings of a provider's section that every cloud has.</summary>
internal abstract record CloudSettings
{
    public MachineNameTemplate MachineNames { get; init; } = MachineNameTemplate.Default;

    public string? DefaultRegion { get; init; }

    public string? DefaultSize { get; init; }

    /// <summary>The allowed regions, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The maximum price per month by environment.</summary>
    public IReadOnlyDictionary<string, decimal> Budgets { get; init; } = new Dictionary<string, decimal>();

    /// <summary>How many hosts of a role may be replaced or resized at the same time, by environment.</summary>
    public IReadOnlyDictionary<string, int> MaxUnavailable { get; init; } = new Dictionary<string, int>();

    /// <summary>The resources by environment, except hosts.</summary>
    public IReadOnlyDictionary<string, EnvironmentResources> Resources { get; init; } = new Dictionary<string, EnvironmentResources>();

    public TimeSpan PollInterval { get; init; }

    public TimeSpan SettleWindow { get; init; }

    public TimeSpan CreateTimeout { get; init; }

    public TimeSpan DeleteTimeout { get; init; }

    public TimeSpan SshTimeout { get; init; }

    public TimeSpan CloudInitTimeout { get; init; }

    public TimeSpan HttpTimeout { get; init; }

    public EngineTimeouts Timeouts => new()
    {
        SettleWindow = SettleWindow,
        PollInterval = PollInterval,
        CreateTimeout = CreateTimeout,
        DeleteTimeout = DeleteTimeout,
    };

    public ReadinessSettings Readiness => new()
    {
        SshTimeout = SshTimeout,
        CloudInitTimeout = CloudInitTimeout,
        HttpTimeout = HttpTimeout,
    };

    public EnvironmentResources ResourcesOf(string environment) => Resources.GetValueOrDefault(environment, EnvironmentResources.None);
}
