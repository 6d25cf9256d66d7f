namespace Stagecraft.Cli.Rendering;

/// <summary>How many hosts of a role a plan replaces or resizes at a time. spec/cli/output.md, 1.2.1.</summary>
internal static class RolloutText
{
    /// <summary>A sentence for each role with several hosts to replace or resize.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="provider">The provider's section of the config.</param>
    /// <param name="maxUnavailable">The number of the command line; null for that of the config.</param>
    internal static IReadOnlyList<string> Of(InfraPlan plan, ConfigNode provider, int? maxUnavailable)
    {
        ILookup<string, bool> rolled = plan.HostChanges.Where(c => c.Name is not null && (IsReplaced(c) || IsResized(c)))
            .ToLookup(c => c.Name!, IsReplaced, StringComparer.Ordinal);
        if (rolled.Count == 0)
        {
            return [];
        }

        EnvironmentMap map = EnvironmentMap.Of(provider, plan.Environment);
        int most = maxUnavailable ?? map.MaxUnavailable ?? 1;
        ILookup<string, HostRow> roles = map.Hosts.Where(h => rolled.Contains(h.Name))
            .ToLookup(h => h.Role, h => new HostRow(h.Name, rolled[h.Name].First()), StringComparer.Ordinal);
        return
        [
            .. roles.Where(g => g.Count() > 1).OrderBy(g => g.Key, NaturalOrder.Instance)
                .Select(g => Sentence(g.Key, g.Count(h => h.IsReplaced), g.Count(), most)),
            .. plan.Surge ? Additional(roles, most) : [],
        ];
    }

    // The roles are replaced at the same time. spec/cli/output.md, 1.2.2
    private static string[] Additional(ILookup<string, HostRow> roles, int most)
    {
        (string Role, int Count)[] added =
        [
            .. roles.OrderBy(g => g.Key, NaturalOrder.Instance)
                .Select(g => (g.Key, Count: Math.Min(g.Count(h => h.IsReplaced), most))).Where(a => a.Count > 0),
        ];
        string each = added.Length > 1 ? $" ({Words.Some([.. added.Select(a => $"{a.Role}: {Words.Number(a.Count)}")])})" : "";
        return added.Length == 0
            ? []
            : [$"Up to {Words.Count(added.Sum(a => a.Count), "additional host")} at a time{each}, named {TemporaryName("NAME")}."];
    }

    /// <summary>The name of a host's new machine until the old machine is deleted. spec/cli/interface.md, 10.15.</summary>
    internal static string TemporaryName(string host) => $"{host}-next";

    /// <summary>Whether a row interrupts the host without a delete.</summary>
    internal static bool IsResized(ResourceChange change) => change is { Kind: ResourceKind.Host, Actions: ResourceActions.Update }
        && change.Fields.Any(f => f is { Name: HostField.Size or HostField.Resize, IsUpdated: true });

    private static bool IsReplaced(ResourceChange change) => change.Actions == ResourceActions.Replace;

    private static string Sentence(string role, int replaced, int all, int most)
    {
        string pace = most == 1 ? "one at a time" : most >= all ? "at the same time" : $"{Words.Number(most)} at a time";
        int resized = all - replaced;
        return replaced == 0 ? $"Role {role}: {Hosts(resized)} resized {pace}."
            : resized == 0 ? $"Role {role}: {Hosts(replaced)} replaced {pace}."
            : $"Role {role}: {Hosts(replaced)} replaced and {Hosts(resized)} resized, {pace}.";
    }

    private sealed record HostRow(string Name, bool IsReplaced);

    private static string Hosts(int count) => $"{Words.Count(count, "host")} {(count == 1 ? "is" : "are")}";
}
