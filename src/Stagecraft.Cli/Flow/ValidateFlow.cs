using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>validate</c>: no network, no token, no sandbox.</summary>
internal static class ValidateFlow
{
    internal static int Run(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> found) = Check(context, arguments);
        IReadOnlyList<Problem> problems = ErrorProblems.Shown(found, context);
        if (context.Io.Options.Json)
        {
            ValidationJson.Write(context.Io, context.Io.Redact(arguments.Config), file, problems);
        }

        if (problems.Count > 0)
        {
            ProblemText.Write(context.Io.Error, problems, context.Io.Options.Verbose);
            return ExitCodes.For(problems);
        }

        if (!context.Io.Options.Json)
        {
            string environments = file!.Environments.Count == 0
                ? "no environments"
                : $"environments {string.Join(", ", file.Environments)}";
            context.Io.Out.Line($"{arguments.Config} is valid: provider {file.ProviderId}, {environments}.");
            context.Io.Out.Flush();
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
