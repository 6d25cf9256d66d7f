using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace FileHosts.Command;

/// <summary>A config file and the provider that it selects.</summary>
/// <param name="File">The file.</param>
/// <param name="Provider">The provider.</param>
internal sealed record Project(StagecraftFile File, ICloudProvider Provider)
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="registry">The providers to select from.</param>
    /// <param name="wholly">Whether the provider's section is validated too.</param>
    /// <exception cref="ConfigException">The file is invalid: all problems with their locations, in the order of the file.</exception>
    /// <exception cref="CloudProviderException">The selected provider does not exist.</exception>
    public static Project Load(string path, CloudProviderRegistry registry, bool wholly)
    {
        StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read(path));
        if (result.File is not { } file)
        {
            throw new ConfigException(result.Problems);
        }

        ICloudProvider provider = registry.Get(file.ProviderId);
        IReadOnlyList<Problem> inSection = wholly ? provider.Validate(file.ProviderConfig, file.Project) : [];
        IReadOnlyList<Problem> problems = ConfigProblems.ByPlace([.. result.Problems, .. inSection]);
        return problems.Count == 0 ? new Project(file, provider) : throw new ConfigException(problems);
    }
}
