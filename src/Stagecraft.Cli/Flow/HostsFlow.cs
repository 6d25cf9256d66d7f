using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra hosts</c>.</summary>
internal static class HostsFlow
{
    internal static async Task<int> RunAsync(CommandContext context, GlobalArguments arguments, CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForExistingAsync(
            context, arguments, EnvironmentChoice.OrOnly, cancellationToken);
        IReadOnlyList<HostStatus> hosts = await preparation.Provider.ListHostsAsync(
            new ListOptions
            {
                Config = preparation.File.ProviderConfig,
                Project = preparation.File.Project,
                Environment = preparation.Environment,
            },
            cancellationToken);
        IReadOnlyList<ReachableHost> Exported() => Reachable(context, preparation.Environment, hosts);
        string user = SshUser.Of(preparation.File.ProviderConfig);
        switch (arguments.Output)
        {
            case "json":
                string json = HostsJson.ToText(preparation.File.ProviderId, preparation.File.Project, preparation.Environment, hosts);
                context.Io.WriteResult(json);
                return ExitCodes.Done;
            case "ansible":
                HostExport.WriteAnsible(context.Io.Results, preparation.Environment, user, Exported());
                break;
            case "ssh-config":
                HostExport.WriteSshConfig(context.Io.Results, preparation.Environment, user, Exported());
                break;
            case "env":
                HostExport.WriteVariables(context.Io.Results, Exported());
                break;
            case "text" when hosts.Count == 0:
                context.Io.Out.Line($"No hosts in environment {preparation.Environment}.");
                break;
            default:
                HostsView.Write(context.Io.Out, hosts);
                break;
        }

        context.Io.Out.Flush();
        return ExitCodes.Done;
    }

    private static IReadOnlyList<ReachableHost> Reachable(CommandContext context, string environment, IReadOnlyList<HostStatus> hosts)
    {
        IReadOnlyList<ReachableHost> reachable = ReachableHost.Of(environment, hosts, out IReadOnlyList<HostStatus> left);
        foreach (HostStatus host in left)
        {
            string why = host.Name is null ? "its name is not a host's name" : "it has no address yet";
            context.Io.Note($"{Words.Machine(host.Name, host.MachineName, host.Id)} is omitted: {why}");
        }

        return reachable;
    }
}
