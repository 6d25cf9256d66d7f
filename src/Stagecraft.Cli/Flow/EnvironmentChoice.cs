using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Flow;

/// <summary>Chooses the environment of a command. spec/cli/infra.md, section 3.</summary>
internal static class EnvironmentChoice
{
    /// <summary>The requested environment, or the only one of the file.</summary>
    /// <exception cref="UsageException">None was asked for and the file does not have exactly one.</exception>
    internal static string OrOnly(GlobalArguments arguments, StagecraftFile file) =>
        arguments.Environment ?? (file.Environments is [string only] ? only : throw Missing(file, "no environment was chosen"));

    /// <exception cref="UsageException">None was.</exception>
    internal static string Explicit(GlobalArguments arguments, StagecraftFile file) =>
        arguments.Environment ?? throw Missing(file, "'down' requires the name of the environment");

    /// <summary>The problem of an environment that the file does not declare, else null.</summary>
    internal static Problem? Undeclared(string environment, GlobalArguments arguments, StagecraftFile file)
    {
        string near = Suggestion.Nearest(environment, file.Environments) is { } meant ? $"did you mean '{meant}'? " : "";
        return file.Environments.Contains(environment, StringComparer.Ordinal)
            ? null
            : new Problem(ErrorCodes.ConfigInvalid, $"{arguments.Config} does not declare environment '{environment}'", near + Known(file));
    }

    /// <summary>The warning of an environment that the file does not declare.</summary>
    internal static string UndeclaredWarning(string environment, GlobalArguments arguments, StagecraftFile file)
    {
        string near = Suggestion.Nearest(environment, file.Environments) is { } meant ? $"; did you mean '{meant}'?" : "";
        return $"{arguments.Config} does not declare environment '{environment}' ({Known(file)}){near}";
    }

    internal static string Known(StagecraftFile file) =>
        file.Environments.Count == 0 ? "the file declares no environment" : $"declared: {string.Join(", ", file.Environments)}";

    private static UsageException Missing(StagecraftFile file, string message) =>
        new(message, $"pass -e NAME or set STAGECRAFT_ENV; {Known(file)}");
}
