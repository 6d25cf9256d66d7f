using Stagecraft.Cli.Arguments;

namespace Stagecraft.Cli.Flow;

/// <summary>The command of a run, to suggest the one that continues it. spec/cli/output.md, 4.6.</summary>
/// <param name="Verb"><c>up</c> or <c>down</c>.</param>
/// <param name="Choice">What the plan was made with.</param>
/// <param name="MaxUnavailable">The number of <c>--max-unavailable</c>, or null.</param>
/// <param name="TakesSnapshots">Whether machines have a snapshot before they are deleted.</param>
/// <param name="IsReviewed">Whether it applies a saved plan, which cannot be applied again.</param>
internal sealed record RunCommand(
    string Verb, ChoiceArguments Choice, int? MaxUnavailable, bool TakesSnapshots, bool IsReviewed);
