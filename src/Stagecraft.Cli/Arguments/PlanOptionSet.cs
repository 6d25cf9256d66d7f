namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>infra plan</c>.</summary>
internal sealed class PlanOptionSet
{
    internal Option<bool> DetailedExitCode { get; } = GlobalOptions.Flag("--detailed-exitcode", "Exit 2 where there are changes or drift");

    internal Option<string> Out { get; } = GlobalOptions.Value("--out", null, "FILE", "Keep the plan in a file, for 'up --plan'");

    internal Option<string[]> Target { get; } = GlobalOptions.Names("--target", "Plan these hosts alone");

    internal Option<string[]> Replace { get; } = GlobalOptions.Names("--replace", "Delete these hosts and create them anew");

    internal IReadOnlyList<Option> All => [DetailedExitCode, Out, Target, Replace];
}
