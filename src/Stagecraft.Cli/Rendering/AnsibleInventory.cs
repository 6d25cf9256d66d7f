namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts as an inventory of Ansible, in its INI form. spec/cli/output.md, 5.4.</summary>
internal static class AnsibleInventory
{
    internal static void Write(TextWriter output, string environment, IReadOnlyList<ReachableHost> hosts)
    {
        // A group's name must be a Python identifier. The prefixes distinguish a role from an environment of the same name.
        output.Write($"[{Group("env", environment)}]\n");
        foreach (ReachableHost host in hosts)
        {
            output.Write($"{environment}-{host.Name} ansible_host={host.Address} stagecraft_host={host.Name} stagecraft_id={host.Status.Id}\n");
        }

        foreach (IGrouping<string, ReachableHost> role in hosts
            .Where(h => h.Status.Role is { } role && Config.NameRule.IsValid(role))
            .GroupBy(h => h.Status.Role!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            output.Write($"\n[{Group("role", role.Key)}]\n");
            foreach (ReachableHost host in role)
            {
                output.Write($"{environment}-{host.Name}\n");
            }
        }
    }

    private static string Group(string kind, string name) => $"{kind}_{name.Replace('-', '_')}";
}
