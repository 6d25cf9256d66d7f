using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The settings of one environment in <c>environments</c>.</summary>
/// <param name="Defaults">The defaults of its hosts.</param>
/// <param name="Roles">The defaults of its hosts by role.</param>
/// <param name="MonthlyMax">The budget; null without one.</param>
internal sealed record EnvironmentSettings(
    ValueDefaults Defaults, IReadOnlyDictionary<string, ValueDefaults> Roles, decimal? MonthlyMax)
{
    /// <summary>How many hosts of a role may be replaced or resized at the same time; null for the default.</summary>
    public int? MaxUnavailable { get; init; }

    /// <summary>Reads the other keys; null only for <see cref="None"/>.</summary>
    public SectionReader? Reader { get; init; }

    /// <summary>Reads the other defaults of its hosts; null if it has none.</summary>
    public SectionReader? DefaultsReader { get; init; }

    public static EnvironmentSettings None { get; } = new(default, new Dictionary<string, ValueDefaults>(), null);
}
