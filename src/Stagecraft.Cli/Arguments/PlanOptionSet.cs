namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>infra plan</c>.</summary>
internal sealed class PlanOptionSet
{
    internal Option<bool> DetailedExitCode { get; } = GlobalOptions.Flag(
        "--detailed-exitcode", "Exit with code 2 if there are changes or drift");

    internal Option<bool> AllEnvironments { get; } = GlobalOptions.Flag("--all", "Plan every environment of the file");

    internal Option<string> Out { get; } = GlobalOptions.Value("--out", null, "FILE", "Save the plan to a file, for 'up --plan'");

    internal Option<string[]> Target { get; } = GlobalOptions.Names("--target", "Limit the plan to these hosts");

    internal Option<string[]> Replace { get; } = GlobalOptions.Names("--replace", "Recreate these hosts (delete, then create)");

    internal Option<string> MaxMonthly { get; } = GlobalOptions.MaxMonthly();

    internal IReadOnlyList<Option> All => [AllEnvironments, DetailedExitCode, Out, Target, Replace, MaxMonthly];
}
