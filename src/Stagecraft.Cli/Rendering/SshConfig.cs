namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts as a part of <c>ssh_config</c>. spec/cli/output.md, 5.5.</summary>
internal static class SshConfig
{
    internal static void Write(TextWriter output, string environment, IReadOnlyList<ReachableHost> hosts)
    {
        output.Write($"# hosts of {environment}, as 'stagecraft infra hosts -o ssh-config' found them\n");
        foreach (ReachableHost host in hosts)
        {
            // Nothing here needs quotes: names are letters, digits, dashes and dots; addresses are addresses.
            string alias = host.MachineName is { } name ? $" {name}" : "";
            output.Write($"\nHost {host.Name}{alias}\n    HostName {host.Address}\n");
        }
    }
}
