using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Divides a plan into the parts of its run: everything that need not wait, the hosts that are replaced or resized in groups, and
/// the deletes after them (interface.md 10.3).</summary>
internal sealed class Rollout
{
    private readonly InfraPlan _plan;
    private readonly ILookup<string?, ResourceChange> _rolled;

    public Rollout(InfraPlan plan)
    {
        _plan = plan;
        _rolled = plan.HostChanges.Where(IsRolled).ToLookup(c => c.Name);
        bool isRolled = _rolled.Count > 0;
        First = With(c => c.Kind != ResourceKind.Host || (!IsRolled(c) && !(isRolled && c.Deletes)));
        Last = isRolled ? With(c => c.Kind == ResourceKind.Host && !IsRolled(c) && c.Deletes) : null;
    }

    /// <summary>What need not wait, without the deletes if hosts are replaced or resized.</summary>
    public InfraPlan First { get; }

    /// <summary>The deletes of undeclared hosts and duplicates; null if they are in the first part.</summary>
    public InfraPlan? Last { get; }

    /// <summary>The hosts that are replaced or resized.</summary>
    public IEnumerable<string> Hosts => _rolled.Select(g => g.Key!);

    /// <summary>The groups, in order: hosts that are not available, then hosts at risk, then all others; of each those that are resized
    /// before those that are replaced.</summary>
    /// <param name="desired">The declared hosts.</param>
    /// <param name="unavailable">The names of hosts that are not available.</param>
    /// <param name="atRisk">The names of hosts that may be about to be switched off by another run.</param>
    /// <param name="max">How many hosts of a role may be in a group; at least 1.</param>
    public IReadOnlyList<IReadOnlyList<string>> Groups(
        DesiredState desired, IReadOnlySet<string> unavailable, IReadOnlySet<string> atRisk, int max)
    {
        return
        [
            .. _rolled.ToLookup(g => (Order(g.Key!), Kind(g)), g => g.Key!).OrderBy(k => k.Key)
                .SelectMany(hosts => Groups(hosts, desired, max)),
        ];

        static int Kind(IEnumerable<ResourceChange> rows) =>
            rows.All(PlannedHosts.IsRenamed) ? 0 : rows.All(PlannedHosts.IsResized) ? 1 : 2;

        int Order(string host) => unavailable.Contains(host) ? 0 : atRisk.Contains(host) ? 1 : 2;
    }

    /// <summary>The part of some of these hosts.</summary>
    public InfraPlan Of(IReadOnlyCollection<string> hosts) =>
        With(c => c.Kind == ResourceKind.Host && IsRolled(c) && hosts.Contains(c.Name!));

    /// <summary>How many machines a surge adds at most at the same time (interface.md 10.15).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="desired">The declared hosts.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="max">How many hosts of a role are in a group.</param>
    public static int Added(InfraPlan plan, DesiredState desired, ActualState actual, int max)
    {
        HashSet<string?> created = !plan.Surge ? [] :
        [
            .. plan.HostChanges.Where(c => c.Actions == ResourceActions.Replace && SurgeHosts.Begun(actual, c.Name!) is null)
                .Select(c => c.Name),
        ];
        return desired.Hosts.Where(h => created.Contains(h.Name)).GroupBy(h => h.Declared.Role).Sum(g => Math.Min(g.Count(), max));
    }

    /// <summary>Whether a row replaces or resizes a host.</summary>
    public static bool IsRolled(ResourceChange change) =>
        change.Actions == ResourceActions.Replace || change.Reason == DeleteReason.Replace || PlannedHosts.IsResized(change)
        || PlannedHosts.IsRenamed(change);

    private static IEnumerable<IReadOnlyList<string>> Groups(IEnumerable<string> hosts, DesiredState desired, int max)
    {
        Dictionary<string, string> roles = desired.Hosts.ToDictionary(h => h.Name, h => h.Declared.Role, StringComparer.Ordinal);
        string[][][] byRole =
        [
            .. hosts.OrderBy(h => h.Length).ThenBy(h => h, StringComparer.Ordinal)
                .GroupBy(h => roles[h]).Select(g => g.Chunk(max).ToArray()),
        ];
        int count = byRole.Length == 0 ? 0 : byRole.Max(r => r.Length);
        return Enumerable.Range(0, count).Select(i => byRole.Where(r => r.Length > i).SelectMany(r => r[i]).ToArray());
    }

    /// <summary>The hosts outside a group that prevent it (interface.md 10.5); none if it can begin.</summary>
    public static IReadOnlyList<string> Blocking(
        IReadOnlyCollection<string> group,
        DesiredState desired,
        IReadOnlySet<string> unavailable,
        IReadOnlySet<string> atRisk,
        int max)
    {
        return [.. group.Select(RoleOf).Distinct(StringComparer.Ordinal).SelectMany(OfRole)];

        string RoleOf(string host) => desired.Hosts.First(h => h.Name == host).Declared.Role;

        IEnumerable<string> OfRole(string role)
        {
            string[] others =
            [
                .. desired.Hosts.Where(h => h.Declared.Role == role && !group.Contains(h.Name)).Select(h => h.Name)
                    .Where(h => unavailable.Contains(h) || atRisk.Contains(h)),
            ];
            string[] members = [.. group.Where(h => RoleOf(h) == role)];
            bool isReduced = members.Any(h => !unavailable.Contains(h));
            return isReduced && others.Length + members.Length > max ? others : [];
        }
    }

    /// <summary>The declared hosts without a running machine.</summary>
    public static IReadOnlySet<string> NotRunning(DesiredState desired, ActualState actual) =>
        With(desired, actual, m => m?.State != MachineState.Running);

    /// <summary>The declared hosts whose machine may be about to be switched off by another run.</summary>
    public static IReadOnlySet<string> AtRisk(DesiredState desired, ActualState actual) =>
        With(desired, actual, m => m is not null && (m.IsBusy || m.Tags?.Any(TagNames.IsResizing) == true));

    private static HashSet<string> With(DesiredState desired, ActualState actual, Func<Machine?, bool> applies) =>
        [.. desired.Hosts.Select(h => h.Name).Where(h => applies(actual.Hosts.GetValueOrDefault(h)?.Survivor))];

    private InfraPlan With(Func<ResourceChange, bool> isIncluded) => _plan with { Changes = [.. _plan.Changes.Where(isIncluded)] };
}
