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

    /// <summary>The hosts that the plan is limited to: no other is created, replaced or deleted. Empty (the default) for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Declared hosts to delete and create anew. Empty (the default) for none: nothing else ever leads to that.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>Told of retries and waits for the rate limit; null tells nobody. See <see cref="ApplyOptions.Progress"/> for how it is called.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
