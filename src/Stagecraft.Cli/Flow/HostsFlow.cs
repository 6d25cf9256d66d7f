using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra hosts</c>.</summary>
internal static class HostsFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, int port, CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForExistingAsync(
            context, arguments, EnvironmentChoice.OrOnly, cancellationToken);
        IReadOnlyList<HostStatus> hosts = await preparation.ListHostsAsync(cancellationToken);
        IReadOnlyList<ReachableHost> Exported() => Reachable(context, preparation, hosts);
        switch (arguments.Output)
        {
            case "json":
                string json = HostsJson.ToText(preparation.File.ProviderId, preparation.File.Project, preparation.Environment, hosts);
                context.Io.WriteResult(json);
                return ExitCodes.Done;
            case "ansible":
                HostExport.WriteAnsible(context.Io.Results, preparation.Environment, Exported());
                break;
            case "ssh-config":
                string command = context.Io.Commands.Line("infra", "hosts", "-e", preparation.Environment, "-o", "ssh-config");
                HostExport.WriteSshConfig(context.Io.Results, preparation.Environment, command, Exported());
                break;
            case "env":
                HostExport.WriteVariables(context.Io.Results, Exported());
                break;
            case "kamal":
                HostExport.WriteKamal(context.Io.Results, WithRole(context, Exported()), preparation.SshUserOf(""));
                break;
            case HostsArguments.Prometheus:
                context.Io.WriteResult(PrometheusTargets.ToText(preparation.File.Project, preparation.Environment, Exported(), port));
                return ExitCodes.Done;
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

    private static IReadOnlyList<ReachableHost> Reachable(
        CommandContext context, Preparation preparation, IReadOnlyList<HostStatus> hosts)
    {
        IReadOnlyList<ReachableHost> reachable = ReachableHost.Of(
            preparation.Environment, hosts, preparation.SshUserOf, out IReadOnlyList<HostStatus> left);
        foreach (HostStatus host in left)
        {
            Omit(context, host, host.Name is null ? "its name is not a host's name" : "it has no address yet");
        }

        return reachable;
    }

    private static IReadOnlyList<IGrouping<string, ReachableHost>> WithRole(CommandContext context, IReadOnlyList<ReachableHost> hosts)
    {
        ILookup<bool, ReachableHost> byRole = hosts.ToLookup(h => h.Status.Role is { } role && NameRule.IsValid(role));
        foreach (ReachableHost host in byRole[false])
        {
            Omit(context, host.Status, "it has no valid role");
        }

        return [.. byRole[true].GroupBy(h => h.Status.Role!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)];
    }

    private static void Omit(CommandContext context, HostStatus host, string why) =>
        context.Io.Note($"{Words.Machine(host.Name, host.MachineName, host.Id)} is omitted: {why}");
}
