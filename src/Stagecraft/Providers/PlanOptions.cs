namespace Stagecraft.Providers;

/// <summary>What to plan.</summary>
public sealed record PlanOptions : AccountOptions
{
    /// <summary>The environment, for instance <c>staging</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What the plan is to lead to. Default: <see cref="PlanIntent.Converge"/>.</summary>
    public PlanIntent Intent { get; init; }

    /// <summary>The hosts that the plan is limited to: no other is created, replaced or deleted. Empty (the default) for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Declared hosts to replace: delete, then create. Default: none. Hosts are never replaced without this.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>Resources, each as <c>kind/name</c>, that the plan may delete although that destroys what cannot be restored. Undeclared
    /// volumes are deleted only if they are named here. Default: none.</summary>
    public IReadOnlyList<string> AllowLoss { get; init; } = [];

    /// <summary>The maximum price of the environment per month; a plan that exceeds it has the warning <c>over_budget</c>. Default: null,
    /// the budget of the config.</summary>
    public decimal? MonthlyMax { get; init; }
}
