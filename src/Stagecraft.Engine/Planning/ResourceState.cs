using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The resources other than machines of an environment, with what they can refer to.</summary>
/// <param name="Kinds">The kinds that were read.</param>
/// <param name="Context">The environment with its machines and resources.</param>
internal sealed record ResourceState(IReadOnlyList<KindState> Kinds, ResourceContext Context)
{
    /// <param name="desired">The desired state.</param>
    /// <param name="lists">The lists of the kinds that were read.</param>
    /// <param name="machines">The machine of each existing host.</param>
    public static ResourceState Of(
        DesiredState desired,
        IEnumerable<(IResourceKind Kind, ResourceList List)> lists,
        IReadOnlyDictionary<string, ResourceId> machines)
    {
        ResourceMarks marks = new(desired.Ownership);
        KindState[] kinds = [.. lists.Select(l => new KindState(l.Kind, l.List, marks, desired.ResourcesOf(l.Kind.Kind)))];
        return new(kinds, marks.Environment with { Machines = machines, Resources = Ids(kinds) });
    }

    /// <summary>The machine of each existing host.</summary>
    public static IReadOnlyDictionary<string, ResourceId> MachinesOf(ActualState actual) =>
        actual.Hosts.ToDictionary(h => h.Key, h => h.Value.Survivor.Id, StringComparer.Ordinal);

    public KindState? Of(string kind) => Kinds.FirstOrDefault(k => k.Kind.Kind == kind);

    private static Dictionary<(string Kind, string Name), ResourceId> Ids(IEnumerable<KindState> kinds) =>
        kinds.SelectMany(k => k.Owned.Select(o => (Key: (k.Kind.Kind, o.Key), o.Value.Id))).ToDictionary(r => r.Key, r => r.Id);
}
