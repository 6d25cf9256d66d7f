using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra ssh</c>: finds the host and runs the system's <c>ssh</c>. spec/cli/infra.md, section 14.</summary>
internal static class SshFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, SshArguments what, CancellationToken cancellationToken)
    {
        (CloudDescription cloud, ReachableHost host) = await FindAsync(context, arguments, what.Host, cancellationToken);
        if (arguments.IsSandboxOf(cloud))
        {
            context.Io.Note($"the API at {arguments.ApiUrlOf(cloud)} is on this machine: its {cloud.Terms.Machines} may run no software");
        }

        KnownHosts keys = new(StateDirectory.Of(context.Environment.Variable));
        if (keys.CreateDirectory() is { } problem)
        {
            throw new UsageException(
                problem, "set HOME (Windows: LOCALAPPDATA; Linux also: XDG_STATE_HOME) to a directory that you can write to");
        }

        string[] call = [.. keys.OptionsOf(host.Status.Id), "-l", host.User, "--", host.Address.ToString(), .. what.Command];
        cancellationToken.ThrowIfCancellationRequested();
        context.Environment.CurrentOperation.Operation = new RunningProgram();
        int exitCode = await context.Environment.RunProgram("ssh", call, cancellationToken)
            ?? throw new UsageException("'ssh' not found in PATH", "install the OpenSSH client");
        return cancellationToken.IsCancellationRequested ? ExitCodes.Interrupted : exitCode;
    }

    private static async Task<(CloudDescription Cloud, ReachableHost Host)> FindAsync(
        CommandContext context, GlobalArguments arguments, string name, CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForExistingAsync(
            context, arguments, EnvironmentChoice.OrOnly, cancellationToken);
        IReadOnlyList<HostStatus> hosts = await preparation.ListHostsAsync(cancellationToken);
        HostStatus[] named = [.. hosts.Where(h => h.Name == name)];
        if (named.Length == 0)
        {
            throw Unknown(preparation, name, hosts);
        }

        IReadOnlyList<ReachableHost> reachable = ReachableHost.Of(preparation.Environment, named, preparation.SshUserOf, out _);
        return named.FirstOrDefault(h => !Clouds.IsRunning(h.Status)) is { } other
            ? throw Refused(
                other,
                $"is not running: its status is '{other.Status}'",
                Clouds.IsOff(other.Status)
                    ? $"to switch it on, run: `stagecraft infra up -e {preparation.Environment} --power-on {name}`"
                    : "run the command again in a minute")
            : reachable.Count == 0 ? throw Refused(named[0], "has no address yet", "run the command again in a minute")
            : (preparation.Cloud, reachable[0]);
    }

    private static CloudProviderException Unknown(Preparation preparation, string name, IReadOnlyList<HostStatus> hosts)
    {
        string environment = preparation.Environment;
        string hint = DeclaredHosts.Of(preparation.File.ProviderConfig, environment).Contains(name)
            ? $"`stagecraft infra up -e {environment}` creates it"
            : Suggestion.Nearest(name, hosts.Select(h => h.Name).OfType<string>()) is { } near ? $"did you mean '{near}'?"
            : $"`stagecraft infra hosts -e {environment}` lists all hosts";
        string project = preparation.File.Project is { } known ? $" of project '{known}'" : "";
        return new CloudProviderException(null, new Problem(
            ErrorCodes.MachineNotFound,
            $"{preparation.Cloud.Terms.Machine} of host '{name}' not found in environment '{environment}'{project}",
            hint));
    }

    private static CloudProviderException Refused(HostStatus host, string why, string hint) => new(null, new Problem(
        ErrorCodes.Refused, $"host {Words.Machine(host.Name, host.MachineName, host.Id)} {why}", hint));
}
