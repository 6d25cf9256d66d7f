using Stagecraft.Config;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>The options of an apply.</summary>
public sealed record ApplyOptions
{
    /// <summary>The provider's section of the config, the one that the plan was made from.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The plan to apply.</summary>
    public required InfraPlan Plan { get; init; }

    /// <summary>The maximum price of the environment per month; a plan that exceeds it is refused (<c>over_budget</c>). Default: null, the
    /// budget of the config.</summary>
    public decimal? MonthlyMax { get; init; }

    /// <summary>How many hosts of a role may be replaced or resized at the same time. At least 1. Default: null, the number of the config,
    /// otherwise 1.</summary>
    public int? MaxUnavailable { get; init; }

    /// <summary>Whether a snapshot of each machine is created before the machine is deleted or replaced. Snapshots are billed until they
    /// are deleted. Default: false.</summary>
    public bool Snapshot { get; init; }

    /// <summary>Receives every event, in order, one call at a time: every call has returned before the
    /// task ends. <see cref="Progress{T}"/> guarantees none of this; implement the interface. Null for none.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
