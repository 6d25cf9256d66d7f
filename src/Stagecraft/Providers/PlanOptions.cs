using Stagecraft.Config;
using Stagecraft.Events;

namespace Stagecraft.Providers;

/// <summary>What to plan.</summary>
public sealed record PlanOptions
{
    /// <summary>The provider's section of the config.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null where none is declared.</summary>
    public string? Project { get; init; }

    /// <summary>The environment, for instance <c>staging</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What the plan is to lead to. Default: <see cref="PlanIntent.Converge"/>.</summary>
    public PlanIntent Intent { get; init; }

    /// <summary>Told of retries and waits for the rate limit; null tells nobody. See <see cref="ApplyOptions.Progress"/> for how it is called.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
