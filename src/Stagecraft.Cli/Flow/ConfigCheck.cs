using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Flow;

/// <summary>Checks the complete file, including the provider's section, without network, token or sandbox. Reports all problems together.</summary>
internal static class ConfigCheck
{
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
            ? (file, ProblemOrder.ByPlace(result.Problems.Concat(OfProvider(context, arguments, file))))
            : (null, result.Problems);
    }

    /// <summary>Checks only the variable of the token. It is printed, and the value may be a token by mistake.</summary>
    /// <exception cref="ConfigException">It is not the name of a variable.</exception>
    internal static SandboxNeeds Needs(CommandContext context, GlobalArguments arguments, StagecraftFile file)
    {
        SandboxNeeds needs = SandboxNeeds.Of(file.ProviderConfig);
        Problem[] problems = [.. OfProvider(context, arguments, file).Where(p => p.Path is { } path && path == needs.TokenPath)];
        return problems.Length == 0 ? needs : throw new ConfigException(problems);
    }

    private static IReadOnlyList<Problem> OfProvider(CommandContext context, GlobalArguments arguments, StagecraftFile file)
    {
        try
        {
            ProviderContext provided = new ProviderContext(context.Secrets.Read, arguments.ApiUrl, context.Environment.TimeProvider);
            ICloudProvider provider = context.Environment.CreateProviders(provided).Get(file.ProviderId);
            using (provider as IDisposable)
            {
                return [.. provider.Validate(file.ProviderConfig, file.Project).Select(p => p with { Message = $"{provider.Id} provider: {p.Message}" })];
            }
        }
        catch (CloudProviderException exception)
        {
            return exception.Problems;
        }
    }
}
