using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>One change of a plan: one line.</summary>
/// <param name="Sign"><c>-</c>, <c>-/+</c>, <c>+</c>, <c>!</c> or <c>~</c>.</param>
/// <param name="Detail">Details that are always shown: the id and the reason of a delete, all of a drift; null for a create.</param>
internal sealed record PlanChange(string Sign, Tone Tone, string Name, string? Detail)
{
    /// <summary>Role, size and region; empty for drift, whose detail is no column.</summary>
    internal IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The difference of the monthly price; null if the row has none, and empty if it does not change.</summary>
    internal string? Price { get; init; }

    /// <summary>Whether the detail continues in the same line if it is too long for it.</summary>
    internal bool IsContinued { get; init; }

    /// <summary>The image of a create, else null.</summary>
    internal string? Image { get; init; }
}
