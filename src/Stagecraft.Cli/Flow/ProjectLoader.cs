using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Cli.Flow;

/// <summary>Reads the config file.</summary>
internal static class ProjectLoader
{
    /// <summary>For what needs all of the file to be right.</summary>
    /// <exception cref="ConfigException">Anything in it is wrong, the provider's section included: all problems together.</exception>
    internal static StagecraftFile LoadWhole(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = ConfigCheck.Run(context, arguments);
        return problems.Count == 0 && file is not null ? file : throw new ConfigException(problems);
    }

    /// <summary>For what needs to know whose droplets they are, and no more.</summary>
    /// <exception cref="ConfigException">It cannot be read, or its project and cloud sections are wrong.</exception>
    internal static StagecraftFile Load(CommandContext context, string path)
    {
        StagecraftFileResult result = context.Config.Read(path);
        return result.Problems.Count == 0 && result.File is { } file ? file : throw new ConfigException(result.Problems);
    }
}
