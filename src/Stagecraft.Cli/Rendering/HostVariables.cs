namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts' addresses as variables. spec/cli/output.md, 5.6.</summary>
internal static class HostVariables
{
    internal static void Write(TextWriter output, IReadOnlyList<ReachableHost> hosts)
    {
        foreach (ReachableHost host in hosts)
        {
            // No quotes: an address needs none, and env files (GITHUB_ENV, docker --env-file) would read them as part of the value.
            output.Write($"STAGECRAFT_HOST_{host.Name.Replace('-', '_').ToUpperInvariant()}={host.Address}\n");
        }
    }
}
