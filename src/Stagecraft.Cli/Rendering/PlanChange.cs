using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>One change of a plan: one line.</summary>
/// <param name="Sign"><c>-</c>, <c>-/+</c>, <c>+</c>, <c>!</c> or <c>~</c>.</param>
/// <param name="Detail">Details that are always shown: the id and the reason of a delete, all of a drift; null for a create.</param>
internal sealed record PlanChange(string Sign, Tone Tone, string Name, string? Detail)
{
    /// <summary>Role, size and region; empty for drift, whose detail is no column.</summary>
    internal IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The image of a create, else null.</summary>
    internal string? Image { get; init; }
}
