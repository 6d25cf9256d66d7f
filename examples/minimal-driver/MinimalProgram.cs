using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace MinimalCloud;

internal static class MinimalProgram
{
    /// <summary>Reads a config file, plans an environment, and applies the plan.</summary>
    public static async Task<int> RunAsync(string configFile, string environment, TextWriter output)
    {
        CloudProviderRegistry registry = new();
        registry.Register(new EngineProvider(new MinimalDriver(), new EngineOptions()));
        try
        {
            StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read(configFile));
            if (result.File is not { } file)
            {
                return Fail(result.Problems, output);
            }

            ICloudProvider provider = registry.Get(file.ProviderId);
            ConfigNode section = file.ProviderConfig;
            IReadOnlyList<Problem> problems = ConfigProblems.ByPlace([.. result.Problems, .. provider.Validate(section, file.Project)]);
            if (problems.Count > 0)
            {
                return Fail(problems, output);
            }

            PlanOptions options = new() { Config = section, Project = file.Project, Environment = environment };
            InfraPlan plan = await provider.PlanAsync(options, CancellationToken.None);
            output.WriteLine($"create {plan.ToCreate.Count}, delete {plan.ToDelete.Count}");

            // Ask for confirmation here, in particular if the plan deletes machines.
            InfraProgress progress = new(happened => output.WriteLine(happened));
            ApplyOptions apply = new() { Config = section, Plan = plan, Progress = progress };
            ApplyReport report = await provider.ApplyAsync(apply, CancellationToken.None);
            output.WriteLine($"done: {string.Join(", ", report.Hosts.Select(h => $"{h.Name} {h.Kind}"))}");
            return 0;
        }
        catch (ConfigException invalid)
        {
            return Fail(invalid.Problems, output);
        }
        catch (CloudProviderException failed)
        {
            foreach (HostOutcome host in failed.Report?.Hosts ?? [])
            {
                output.WriteLine($"{host.Name} {host.Kind} {host.Message}");
            }

            return Fail(failed.Problems, output);
        }
    }

    private static int Fail(IReadOnlyList<Problem> problems, TextWriter output)
    {
        foreach (Problem problem in problems)
        {
            output.WriteLine($"{problem.Location}: {problem.Message}");
        }

        return 1;
    }
}
