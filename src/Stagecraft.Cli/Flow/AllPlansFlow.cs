using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra plan --all</c>. spec/cli/infra.md, 2.3.1.</summary>
internal static class AllPlansFlow
{
    // The list at the end has these environments.
    private const string UndeclaredWarning = "undeclared_environment";

    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, PlanArguments asked, CancellationToken cancellationToken)
    {
        Check(arguments, asked);
        StagecraftFile file = ConfigCheck.LoadWhole(context, arguments);
        await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
        IEnvironmentsProvider provider = CloudSession.Require<IEnvironmentsProvider>(session.Provider, "list every environment");
        using ReadingProgress progress = new(context.Io);
        List<InfraPlan> plans = [];
        List<(string Environment, Problem Problem)> failures = [];
        foreach (string environment in file.Environments)
        {
            try
            {
                plans.Add(await session.Provider.PlanAsync(
                    new PlanOptions
                    {
                        Config = file.ProviderConfig,
                        Project = file.Project,
                        Environment = environment,
                        MonthlyMax = asked.MaxMonthly,
                        Progress = progress,
                    },
                    cancellationToken));
            }
            catch (CloudProviderException exception)
            {
                failures.AddRange(ErrorProblems.Of(exception, context).Select(p => (environment, p)));
            }
        }

        IReadOnlyList<AccountEnvironment> undeclared = [];
        try
        {
            undeclared = file.Project is null ? [] : await UndeclaredAsync(provider, file, progress, cancellationToken);
        }
        catch (CloudProviderException exception)
        {
            failures.AddRange(file.Environments.SelectMany(e => ErrorProblems.Of(exception, context).Select(p => (e, p))));
        }

        progress.Dispose();
        IReadOnlyList<Problem> problems = Problems(failures, file.Environments.Count);
        Show(context.Io, file, new AllPlans(plans, undeclared, problems));
        return problems.Count > 0 ? ExitCodes.For(problems)
            : asked.DetailedExitCode && plans.Any(p => !p.InSync) ? ExitCodes.Changes
            : ExitCodes.Done;
    }

    private static void Check(GlobalArguments arguments, PlanArguments asked)
    {
        if (arguments.EnvironmentOption is not null)
        {
            throw new UsageException("--all and --env cannot be combined");
        }

        if (asked.Out is not null || asked.Choice.IsAny || asked.MaxUnavailable is not null)
        {
            throw new UsageException(
                "--all cannot be combined with --out, --target, --replace, --resize, --power-on, --max-unavailable or --allow-loss",
                "choose an environment with -e for these options");
        }

        if (arguments.Output == GlobalArguments.Markdown)
        {
            throw new UsageException(
                $"--all does not support the output format '{GlobalArguments.Markdown}'",
                "choose an environment with -e, or use text or json");
        }
    }

    private static async Task<IReadOnlyList<AccountEnvironment>> UndeclaredAsync(
        IEnvironmentsProvider provider, StagecraftFile file, IProgress<InfraEvent>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountEnvironment> environments = await provider.ListEnvironmentsAsync(
            new AccountOptions { Config = file.ProviderConfig, Project = file.Project, WithPrices = true, Progress = progress },
            cancellationToken);
        return [.. environments.Where(e => e is { Environment: not null, IsDeclared: false } && e.Project == file.Project)];
    }

    /// <summary>Each problem once, with its environments unless all have it or its place shows them.</summary>
    private static IReadOnlyList<Problem> Problems(List<(string Environment, Problem Problem)> failures, int environments) =>
    [
        .. failures.GroupBy(f => (f.Problem.Code, f.Problem.Message, f.Problem.Location)).Select(g =>
        {
            string[] affected = [.. g.Select(f => f.Environment).Distinct(StringComparer.Ordinal)];
            return affected.Length == environments || g.Key.Location is not null
                ? g.First().Problem
                : g.First().Problem with { Message = $"{g.Key.Message} (environment {string.Join(", ", affected)})" };
        }),
    ];

    private static void Show(CommandIo io, StagecraftFile file, AllPlans all)
    {
        if (io.Options.Json)
        {
            AllPlansJson.Write(io, file, all);
        }
        else
        {
            AllPlansText.Write(io.Out, file, all, io.Commands);
            io.Out.Flush();
            foreach (PlanWarning warning in all.Plans.SelectMany(p => p.Warnings).Where(w => w.Code != UndeclaredWarning).Distinct())
            {
                io.Warn(warning.Message);
            }

            foreach (string hint in all.Plans.SelectMany(p => DriftHint.Of(io.Commands, file, p)))
            {
                io.Hint(hint);
            }
        }

        ProblemText.Write(io.Error, all.Problems, io.Options.Verbose);
    }
}
