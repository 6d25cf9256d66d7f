namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts as <c>ssh_config</c> entries. spec/cli/output.md, 5.5.</summary>
internal static class SshConfig
{
    internal static void Write(TextWriter output, string environment, IReadOnlyList<ReachableHost> hosts)
    {
        output.Write($"# hosts of {environment}, as 'stagecraft infra hosts -o ssh-config' found them\n");
        foreach (ReachableHost host in hosts)
        {
            // No value needs quotes: names consist of letters, digits, dashes and dots.
            string alias = host.MachineName is { } name ? $" {name}" : "";
            output.Write($"\nHost {host.Name}{alias}\n    HostName {host.Address}\n");
        }
    }
}
