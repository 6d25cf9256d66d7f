using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
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
        (StagecraftFile? file, IReadOnlyList<Problem> found) = Check(context, arguments);
        IReadOnlyList<Problem> problems = ErrorProblems.Shown(found, context);
        if (context.Json)
        {
            ValidationJson.Write(context.Environment.Out, context.Secrets.Redact(arguments.Config), file, problems);
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
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = ConfigCheck.Run(context, arguments);
        if (file is null || arguments.EnvironmentOption is not { } wanted)
        {
            return (file, problems);
        }

        try
        {
            EnvironmentChoice.RequireDeclared(wanted, arguments, file);
            return (file, problems);
        }
        catch (CloudProviderException exception)
        {
            return (file, [.. problems, .. exception.Problems]);
        }
    }
}
