namespace Stagecraft.Providers;

/// <summary>What to plan.</summary>
public sealed record PlanOptions : AccountOptions
{
    /// <summary>The environment, for example <c>staging</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What the plan is to lead to. Default: <see cref="PlanIntent.Converge"/>.</summary>
    public PlanIntent Intent { get; init; }

    /// <summary>The hosts that the plan is limited to: no other is created, replaced or deleted. Empty (the default) for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Declared hosts to replace: delete, then create, in rollout groups (<see cref="MaxUnavailable"/>). Each entry is the name of
    /// a host, <c>role:ROLE</c>, or <c>outdated</c> for the hosts that only a new machine can bring in line with the config. Default: none.
    /// Hosts are never replaced without this.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>Whether the new machine of a replaced host is created, under a temporary host name, before the old one is deleted. Default:
    /// false.</summary>
    public bool Surge { get; init; }

    /// <summary>Declared hosts to resize to the declared size. Each entry is the name of a host or <c>role:ROLE</c>. The machine is
    /// powered off for the resize. Default: none, except hosts whose resize was interrupted.</summary>
    public IReadOnlyList<string> Resize { get; init; } = [];

    /// <summary>Whether <see cref="Resize"/> also grows the disk, which cannot be undone. Default: false.</summary>
    public bool GrowDisk { get; init; }

    /// <summary>Declared hosts to switch on if they are off. Each entry is the name of a host or <c>role:ROLE</c>. Default: none.</summary>
    public IReadOnlyList<string> PowerOn { get; init; } = [];

    /// <summary>How many hosts of a role may be replaced or resized at the same time, for the warnings of the plan. At least 1. Default:
    /// null, the number of the config, otherwise 1.</summary>
    public int? MaxUnavailable { get; init; }

    /// <summary>Resources, each as <c>kind/name</c>, that the plan may delete although that destroys what cannot be restored. Undeclared
    /// volumes are deleted only if they are named here. Default: none.</summary>
    public IReadOnlyList<string> AllowLoss { get; init; } = [];

    /// <summary>The maximum price of the environment per month; a plan that exceeds it has the warning <c>over_budget</c>. Default: null,
    /// the budget of the config.</summary>
    public decimal? MonthlyMax { get; init; }
}
