using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Rendering;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra hosts</c>.</summary>
internal static class HostsFlow
{
    internal static async Task<int> RunAsync(CommandContext context, GlobalArguments arguments, CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForExistingAsync(context, arguments, EnvironmentChoice.OrOnly, cancellationToken);
        IReadOnlyList<HostStatus> hosts = await preparation.Provider.ListHostsAsync(
            new ListOptions { Config = preparation.File.ProviderConfig, Project = preparation.File.Project, Environment = preparation.Environment },
            cancellationToken);
        if (context.Json)
        {
            HostsJson.Write(context.Environment.Out, preparation.File, preparation.Environment, hosts);
            return ExitCodes.Done;
        }

        if (hosts.Count == 0)
        {
            context.Out.Line($"No hosts of {preparation.Environment}.");
        }
        else
        {
            HostsText.Write(context.Out, hosts, context.Environment.IsOutTerminal ? context.Environment.GetTerminalWidth() : null);
        }

        context.Out.Flush();
        return ExitCodes.Done;
    }
}
