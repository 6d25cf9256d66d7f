using Stagecraft.Config;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>What to apply.</summary>
public sealed record ApplyOptions
{
    /// <summary>The provider's section of the config, the one that the plan was made from.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The plan to carry out.</summary>
    public required InfraPlan Plan { get; init; }

    /// <summary>Told of everything that happens, in order, one call at a time, and completely: every call has returned before the
    /// task ends. <see cref="Progress{T}"/> keeps none of this for its handler; implement the interface. Null tells nobody.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
