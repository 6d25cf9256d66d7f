using Stagecraft.Config;

namespace Stagecraft.Cli.Flow;

/// <summary>Reads the config file.</summary>
internal static class ProjectLoader
{
    /// <exception cref="ConfigException">It cannot be read, or its project and cloud sections are wrong.</exception>
    internal static StagecraftFile Load(string path)
    {
        StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read(path));
        return result.Problems.Count == 0 && result.File is { } file ? file : throw new ConfigException(result.Problems);
    }
}
