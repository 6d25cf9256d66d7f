using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>Changes of one kind.</summary>
internal sealed record PlanGroup(string Head, Tone Tone, IReadOnlyList<PlanChange> Changes);
