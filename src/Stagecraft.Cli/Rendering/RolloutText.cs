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
        int added = plan.Surge ? roles.Sum(g => Math.Min(g.Count(h => h.IsReplaced), most)) : 0;
        return
        [
            .. roles.Where(g => g.Count() > 1).OrderBy(g => g.Key, NaturalOrder.Instance)
                .Select(g => Sentence(g.Key, g.Count(h => h.IsReplaced), g.Count(), most)),
            .. added > 0 ? [$"Up to {Words.Count(added, "additional host")} at a time, named {TemporaryName("NAME")}."]
                : Array.Empty<string>(),
        ];
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
