using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra hosts --all</c>.</summary>
internal static class AllHostsFlow
{
    internal static async Task<int> RunAsync(CommandContext context, GlobalArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.EnvironmentOption is not null)
        {
            throw new UsageException("--all and --env cannot be combined");
        }

        if (arguments.Output is not ("text" or "json"))
        {
            throw new UsageException(
                $"--all does not support the output format '{arguments.Output}'", "choose an environment with -e, or use text or json");
        }

        StagecraftFile file = ConfigCheck.Load(context, arguments.Config);
        await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
        IEnvironmentsProvider provider = CloudSession.Require<IEnvironmentsProvider>(session.Provider, "list every environment");
        IReadOnlyList<AccountEnvironment> environments = await provider.ListEnvironmentsAsync(
            new AccountOptions { Config = file.ProviderConfig, Project = file.Project }, cancellationToken);
        if (context.Io.Options.Json)
        {
            HostsView.WriteJson(context.Io, file, environments);
            return ExitCodes.Done;
        }

        if (environments.Count == 0)
        {
            context.Io.Out.Line($"No {Clouds.Of(file.ProviderId).Terms.Machines} of Stagecraft in the account.");
        }
        else
        {
            HostsView.Write(context.Io.Out, environments);
        }

        context.Io.Out.Flush();
        return ExitCodes.Done;
    }
}
