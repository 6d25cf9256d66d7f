namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>infra up</c> and <c>infra down</c>.</summary>
internal sealed class ApplyOptionSet
{
    internal Option<bool> Yes { get; } = GlobalOptions.Yes();

    internal Option<bool> DryRun { get; } = GlobalOptions.Flag("--dry-run", "Show the plan and stop");

    internal Option<bool> AllowDelete { get; } = GlobalOptions.Flag("--allow-delete", "Permit deletions");

    internal Option<bool> NoDelete { get; } = GlobalOptions.Flag("--no-delete", "Create hosts but skip deletions");

    internal Option<string> Plan { get; } = GlobalOptions.Value("--plan", null, "FILE", "Apply this saved plan without confirmation");

    internal Option<string[]> Target { get; } = GlobalOptions.Names("--target", "Create, replace and delete only these hosts");

    internal Option<string[]> Replace { get; } = GlobalOptions.Names("--replace", "Recreate these hosts (delete, then create)");

    internal Option<string> MaxDelete { get; } = GlobalOptions.Value("--max-delete", null, "N", "Refuse a plan that deletes more droplets");

    internal Option<string> MaxMonthly { get; } = GlobalOptions.MaxMonthly();

    internal IReadOnlyList<Option> OfUp => [Yes, DryRun, AllowDelete, NoDelete, MaxDelete, MaxMonthly, Target, Replace, Plan];

    internal IReadOnlyList<Option> OfDown => [Yes, DryRun, MaxDelete, Plan];
}
