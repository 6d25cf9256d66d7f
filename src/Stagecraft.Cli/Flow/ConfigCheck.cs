using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Flow;

/// <summary>Reads and checks the config file without network, token or sandbox.</summary>
internal static class ConfigCheck
{
    /// <summary>For commands that need a completely valid file.</summary>
    /// <exception cref="ConfigException">The file is invalid, including the provider's section: all problems together.</exception>
    internal static StagecraftFile LoadWhole(CommandContext context, GlobalArguments arguments)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = Run(context, arguments);
        return problems.Count == 0 && file is not null ? file : throw new ConfigException(problems);
    }

    /// <summary>For commands that need only the project and the provider.</summary>
    /// <exception cref="ConfigException">It cannot be read, or its project and cloud sections are wrong.</exception>
    internal static StagecraftFile Load(CommandContext context, string path)
    {
        StagecraftFileResult result = context.Config.Read(path);
        return result.Problems.Count == 0 && result.File is { } file ? file : throw new ConfigException(result.Problems);
    }

    /// <summary>The problems of the complete file, including the provider's section.</summary>
    internal static (StagecraftFile? File, IReadOnlyList<Problem> Problems) Run(CommandContext context, GlobalArguments arguments)
    {
        StagecraftFileResult result;
        try
        {
            result = context.Config.Read(arguments.Config);
        }
        catch (ConfigException exception)
        {
            return (null, exception.Problems);
        }

        return result.File is { } file
            ? (file, ConfigProblems.ByPlace(result.Problems.Concat(OfProvider(context, arguments, file))))
            : (null, result.Problems);
    }

    /// <summary>Checks only the values that are printed: one may be a secret by mistake.</summary>
    /// <exception cref="ConfigException">One of them is invalid.</exception>
    internal static SandboxNeeds Needs(CommandContext context, GlobalArguments arguments, StagecraftFile file)
    {
        SandboxNeeds needs = Clouds.Of(file.ProviderId).NeedsOf(file.ProviderConfig);
        Problem[] problems = [.. OfProvider(context, arguments, file).Where(p => p.Path is { } path && needs.IsPrinted(path))];
        return problems.Length == 0 ? needs : throw new ConfigException(problems);
    }

    internal static IReadOnlyList<Problem> OfProvider(CommandContext context, GlobalArguments arguments, StagecraftFile file)
    {
        try
        {
            ICloudProvider provider = CloudSession.Provide(context, arguments, file);
            using IDisposable? disposable = provider as IDisposable;
            IReadOnlyList<Problem> problems = provider.Validate(file.ProviderConfig, file.Project);
            return [.. problems.Select(p => p with { Message = $"{provider.Id} provider: {p.Message}" })];
        }
        catch (CloudProviderException exception)
        {
            return exception.Problems;
        }
    }
}
