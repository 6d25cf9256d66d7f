namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>infra up</c>.</summary>
internal sealed class UpOptions
{
    internal Option<bool> Yes { get; } = GlobalOptions.Flag("--yes", "Do not ask", "-y");

    internal Option<bool> DryRun { get; } = GlobalOptions.Flag("--dry-run", "Show the plan and stop");

    internal Option<bool> AllowDelete { get; } = GlobalOptions.Flag("--allow-delete", "Droplets may be deleted");

    internal Option<bool> NoDelete { get; } = GlobalOptions.Flag("--no-delete", "Do the creates, leave what would be deleted");

    internal Option<string> Plan { get; } = GlobalOptions.Value("--plan", null, "FILE", "Carry out exactly this plan, unasked");

    internal Option<string[]> Target { get; } = GlobalOptions.Names("--target", "Create, replace and delete these hosts alone");

    internal Option<string[]> Replace { get; } = GlobalOptions.Names("--replace", "Delete these hosts and create them anew");

    internal Option<string> MaxDelete { get; } = DeleteLimit.Option();

    internal IReadOnlyList<Option> All => [Yes, DryRun, AllowDelete, NoDelete, MaxDelete, Target, Replace, Plan];
}
