using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Rendering;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary><c>validate</c>: no network, no token, no sandbox.</summary>
internal static class ValidateFlow
{
    internal static int Run(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = Check(context, arguments);
        if (context.Json)
        {
            ValidationJson.Write(context.Environment.Out, arguments.Config, file, problems);
        }

        if (problems.Count > 0)
        {
            ProblemText.Write(context.Error, problems, context.Verbose);
            return ExitCodes.For(problems);
        }

        if (!context.Json)
        {
            string environments = file!.Environments.Count == 0 ? "no environments" : $"environments {string.Join(", ", file.Environments)}";
            context.Out.Line($"{arguments.Config} is valid: provider {file.ProviderId}, {environments}.");
            context.Out.Flush();
        }

        return ExitCodes.Done;
    }

    private static (StagecraftFile? File, IReadOnlyList<Problem> Problems) Check(CommandContext context, GlobalArguments arguments)
    {
        StagecraftFileResult result;
        try
        {
            result = StagecraftFile.Parse(ConfigReader.Read(arguments.Config));
        }
        catch (ConfigException exception)
        {
            return (null, exception.Problems);
        }

        if (result.File is not { } file)
        {
            return (null, result.Problems);
        }

        var problems = new List<Problem>(result.Problems);
        try
        {
            var provided = new ProviderContext(context.Secrets.Read, arguments.ApiUrl, context.Environment.TimeProvider);
            ICloudProvider provider = context.Environment.CreateProviders(provided).Get(file.ProviderId);
            problems.AddRange(provider.Validate(file.ProviderConfig, file.Project));
            (provider as IDisposable)?.Dispose();
            if (arguments.EnvironmentOption is { } wanted)
            {
                EnvironmentChoice.RequireDeclared(wanted, arguments, file);
            }
        }
        catch (CloudProviderException exception)
        {
            problems.AddRange(exception.Problems);
        }

        return (file, ProblemOrder.ByPlace(problems));
    }
}
