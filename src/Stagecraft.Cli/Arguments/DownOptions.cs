namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>infra down</c>.</summary>
internal sealed class DownOptions
{
    internal Option<bool> Yes { get; } = GlobalOptions.Flag("--yes", "Do not ask", "-y");

    internal Option<bool> DryRun { get; } = GlobalOptions.Flag("--dry-run", "Show the plan and stop");

    internal Option<string> Plan { get; } = GlobalOptions.Value("--plan", null, "FILE", "Carry out exactly this plan, unasked");

    internal Option<string> MaxDelete { get; } = DeleteLimit.Option();

    internal IReadOnlyList<Option> All => [Yes, DryRun, MaxDelete, Plan];
}
