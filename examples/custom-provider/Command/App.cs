using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts.Command;

/// <summary>The command, from its words to its exit code. It drives any provider of the registry: nothing in it knows files of
/// hosts.</summary>
/// <param name="registry">The providers to select from.</param>
/// <param name="console">Where it writes to.</param>
internal sealed class App(CloudProviderRegistry registry, CommandConsole console)
{
    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        bool isJson = words.Contains("--json");
        bool isStream = words is ["up" or "down", ..];
        try
        {
            Arguments arguments = Arguments.Parse(words);
            Project project = Project.Load(arguments.Config, registry, wholly: arguments.Verb is "plan" or "up");
            return arguments.Verb switch
            {
                "plan" => await PlanAsync(arguments, project, cancellationToken),
                "hosts" => await HostsAsync(arguments, project, cancellationToken),
                "up" => await UpAsync(arguments, project, cancellationToken),
                _ => await ApplyAsync(
                    arguments, project, await NewPlanAsync(arguments, project, PlanIntent.Down, cancellationToken), cancellationToken),
            };
        }
        catch (ConfigException exception)
        {
            return Fail(exception.Problems, ErrorCodes.ConfigInvalid, isJson, isStream);
        }
        catch (CloudProviderException exception)
        {
            return Fail(exception.Problems, exception.Code, isJson, isStream, exception.ProviderId is { } id ? $"{id} provider: " : "");
        }
        catch (OperationCanceledException)
        {
            return Fail(
                [new Problem(ExitCodes.InterruptedCode, "interrupted: nothing was changed")], ExitCodes.InterruptedCode, isJson, isStream);
        }
    }

    private async Task<int> PlanAsync(Arguments arguments, Project project, CancellationToken cancellationToken)
    {
        InfraPlan plan = await NewPlanAsync(arguments, project, PlanIntent.Converge, cancellationToken);
        if (arguments.Out is { } file)
        {
            Keep(plan, file);
        }

        console.Out.WriteLine(arguments.Json ? InfraPlanJson.ToText(plan) : PlanText.Of(plan));
        return ExitCodes.Done;
    }

    private async Task<int> UpAsync(Arguments arguments, Project project, CancellationToken cancellationToken)
    {
        InfraPlan? agreed = arguments.Plan is { } file ? InfraPlanJson.Read(file) : null;
        InfraPlan plan = await NewPlanAsync(arguments, project, PlanIntent.Converge, cancellationToken);
        if (agreed is not null && InfraPlanDifferences.Between(agreed, plan) is { Count: > 0 } differences)
        {
            throw new CloudProviderException(
                null,
                [.. differences.Select(
                    d => new Problem(ErrorCodes.PlanStale, $"{arguments.Plan} does not hold any more: {d}", "plan again"))]);
        }

        // Whoever passes a plan has seen its deletes.
        ResourceChange[] deletions = [.. plan.Changes.Where(c => c.Approval >= Approval.Delete)];
        if (deletions.Length > 0 && agreed is null && !arguments.AllowDelete)
        {
            string names = string.Join(", ", deletions.Select(d => d.CloudName));
            throw new CloudProviderException(
                null, new Problem(ErrorCodes.Refused, $"this would delete {names}", "pass --allow-delete, or a plan that was reviewed"));
        }

        return await ApplyAsync(arguments, project, plan, cancellationToken);
    }

    private async Task<int> ApplyAsync(Arguments arguments, Project project, InfraPlan plan, CancellationToken cancellationToken)
    {
        InfraEventJsonWriter json = new InfraEventJsonWriter(arguments.Json ? console.Out : TextWriter.Null, TimeProvider.System);
        json.Start(arguments.Verb, plan);
        InfraProgress progress = new InfraProgress(happened =>
        {
            json.Write(happened);
            EventText.Write(console.Error, happened);
        });
        ApplyReport report;
        int exitCode = ExitCodes.Done;
        try
        {
            ApplyOptions options = new ApplyOptions { Config = project.File.ProviderConfig, Plan = plan, Progress = progress };
            report = await project.Provider.ApplyAsync(options, cancellationToken);
        }
        catch (CloudProviderException exception) when (exception.Report is not null)
        {
            report = exception.Report;
            exitCode = report.IsInterrupted ? ExitCodes.Interrupted : ExitCodes.For(exception.Code);
            console.Error.WriteLine($"error: {exception.Message}");
        }

        json.Summary(report, exitCode);
        if (!arguments.Json)
        {
            console.Out.WriteLine(ReportText.Of(report));
        }

        return exitCode;
    }

    private async Task<int> HostsAsync(Arguments arguments, Project project, CancellationToken cancellationToken)
    {
        ListOptions options = new ListOptions
        {
            Config = project.File.ProviderConfig,
            Project = project.File.Project,
            Environment = arguments.Environment,
        };
        IReadOnlyList<HostStatus> hosts = await project.Provider.ListHostsAsync(options, cancellationToken);
        console.Out.WriteLine(arguments.Json
            ? HostsJson.ToText(project.Provider.Id, project.File.Project, arguments.Environment, hosts)
            : string.Join(
                '\n',
                hosts.Select(h => $"{h.Name ?? $"({h.MachineName})"} {h.Status} {h.PublicIpv4} id {h.Id} {h.Size}")
                    .DefaultIfEmpty("No hosts.")));
        return ExitCodes.Done;
    }

    private static Task<InfraPlan> NewPlanAsync(
        Arguments arguments, Project project, PlanIntent intent, CancellationToken cancellationToken) => project.Provider.PlanAsync(
        new PlanOptions
        {
            Config = project.File.ProviderConfig,
            Project = project.File.Project,
            Environment = arguments.Environment,
            Intent = intent,
        },
        cancellationToken);

    private static void Keep(InfraPlan plan, string file)
    {
        try
        {
            File.WriteAllText(file, InfraPlanJson.ToText(plan) + '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(new Problem(ErrorCodes.ConfigInvalid, $"the plan cannot be kept: {exception.Message}"));
        }
    }

    private int Fail(IReadOnlyList<Problem> problems, string code, bool isJson, bool isStream, string prefix = "")
    {
        foreach (Problem problem in problems)
        {
            console.Error.WriteLine($"error: {(problem.Location is { } place ? $"{place}: " : "")}{prefix}{problem.Message}");
            if (problem.Hint is { } hint)
            {
                console.Error.WriteLine($"hint: {hint}");
            }
        }

        if (isJson)
        {
            console.Out.WriteLine(ErrorJson.ToText(problems, indented: !isStream));
        }

        return ExitCodes.For(code);
    }
}
