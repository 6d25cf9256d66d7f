using Stagecraft.Config;

namespace Stagecraft.Engine.Clouds;

/// <summary>The provider's section of a config, read and validated. A driver derives from it to keep its own settings.</summary>
public record DeclaredConfig
{
    /// <summary>Problems that prevent reaching the account, in file order.</summary>
    public required IReadOnlyList<Problem> ConnectionProblems { get; init; }

    /// <summary>All problems, in file order.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>How long operations may take. Default: the engine's defaults.</summary>
    public EngineTimeouts Timeouts { get; init; } = new();

    /// <summary>How hosts are probed. Default: the engine's defaults.</summary>
    public ReadinessSettings Readiness { get; init; } = new();

    /// <summary>The template of the machine names, also if the config has problems. Default: <c>{environment}-{host}</c>.</summary>
    public MachineNameTemplate MachineNames { get; init; } = MachineNameTemplate.Default;

    /// <summary>The declared hosts of each environment, as <see cref="HostsReader"/> returns them; not used if there are
    /// problems.</summary>
    public required IReadOnlyList<EnvironmentHosts<DeclaredHost>> Environments { get; init; }

    /// <summary>The declared resources of each environment, except hosts. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DeclaredResource>> Resources { get; init; } =
        new Dictionary<string, IReadOnlyList<DeclaredResource>>();

    /// <summary>What every plan of an environment warns of, by environment. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PlanWarning>> Warnings { get; init; } =
        new Dictionary<string, IReadOnlyList<PlanWarning>>();

    /// <summary>The maximum price per month of each environment with a budget. Default: none.</summary>
    public IReadOnlyDictionary<string, decimal> Budgets { get; init; } = new Dictionary<string, decimal>();

    /// <summary>How many hosts of a role may be replaced or resized at the same time, by environment; at least 1. Default: none, which
    /// means 1.</summary>
    public IReadOnlyDictionary<string, int> MaxUnavailable { get; init; } = new Dictionary<string, int>();

    /// <summary>The hosts that the file names for each environment, even if the file has problems: <see cref="DeclaredNames.Of"/>. A plan
    /// is refused if <see cref="Environments"/> lacks one of them and there are no problems.</summary>
    public required IReadOnlyDictionary<string, DeclaredNames> Names { get; init; }

    internal string? Project { get; init; }
}
