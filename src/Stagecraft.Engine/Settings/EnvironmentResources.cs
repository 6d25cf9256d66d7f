using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The resources of an environment, except hosts.</summary>
/// <param name="Declared">The resources, sorted by kind and name.</param>
/// <param name="Warnings">What a plan warns of.</param>
internal sealed record EnvironmentResources(IReadOnlyList<DeclaredResource> Declared, IReadOnlyList<PlanWarning> Warnings)
{
    public static EnvironmentResources None { get; } = new([], []);
}
