using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary><c>validate</c>: no network, no token, no sandbox. spec/cli/output.md, 7.2.</summary>
internal static class ValidateFlow
{
    internal static int Run(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> found) = ConfigCheck.Run(context, arguments);
        Problem? undeclared = file is not null && arguments.EnvironmentOption is { } wanted
            ? EnvironmentChoice.Undeclared(wanted, arguments, file)
            : null;
        IReadOnlyList<Problem> problems = ErrorProblems.Shown(undeclared is null ? found : found.Append(undeclared), context);
        if (context.Io.Options.Json)
        {
            context.Io.WriteResult(JsonText.ToText(indented: true, json =>
            {
                json.WriteBoolean("valid", problems.Count == 0);
                json.WriteString("file", context.Io.Redact(arguments.Config));
                json.WriteString("provider", file?.ProviderId);
                json.WriteString("project", file?.Project);
                json.WriteStrings("environments", file?.Environments ?? []);
                ErrorJson.WriteErrors(json, problems);
            }));
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
            Prose.Write(
                context.Io.Out, $"{arguments.Config} is valid: provider {file.ProviderId}, {environments}.", context.Io.Out.Width);
            context.Io.Out.Flush();
        }

        return ExitCodes.Done;
    }
}
