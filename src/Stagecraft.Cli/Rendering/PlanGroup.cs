using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>Changes of one kind.</summary>
/// <param name="Head">The heading with the count.</param>
/// <param name="Tone">The color of the head.</param>
/// <param name="Changes">The changes.</param>
internal sealed record PlanGroup(string Head, Tone Tone, IReadOnlyList<PlanChange> Changes);
