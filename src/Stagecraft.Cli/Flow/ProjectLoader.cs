using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Flow;

/// <summary>Reads the config file.</summary>
internal static class ProjectLoader
{
    /// <summary>For commands that need a completely valid file.</summary>
    /// <exception cref="ConfigException">The file is invalid, including the provider's section: all problems together.</exception>
    internal static StagecraftFile LoadWhole(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = ConfigCheck.Run(context, arguments);
        return problems.Count == 0 && file is not null ? file : throw new ConfigException(problems);
    }

    /// <summary>For commands that need only the project and the provider.</summary>
    /// <exception cref="ConfigException">It cannot be read, or its project and cloud sections are wrong.</exception>
    internal static StagecraftFile Load(CommandContext context, string path)
    {
        StagecraftFileResult result = context.Config.Read(path);
        return result.Problems.Count == 0 && result.File is { } file ? file : throw new ConfigException(result.Problems);
    }
}
