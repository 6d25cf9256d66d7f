using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The resources other than machines of an environment, with what they can refer to.</summary>
/// <param name="Kinds">The kinds that were read.</param>
/// <param name="Context">The environment with its machines and resources.</param>
/// <param name="Terminating">The machines of the environment that are being deleted.</param>
internal sealed record ResourceState(IReadOnlyList<KindState> Kinds, ResourceContext Context, IReadOnlySet<ResourceId> Terminating)
{
    /// <param name="desired">The desired state.</param>
    /// <param name="lists">The lists of the kinds that were read.</param>
    /// <param name="actual">The machines; null if they were not read.</param>
    public static ResourceState Of(DesiredState desired, IEnumerable<(IResourceKind Kind, ResourceList List)> lists, ActualState? actual)
    {
        ResourceMarks marks = new(desired.Ownership);
        KindState[] kinds = [.. lists.Select(l => new KindState(l.Kind, l.List, marks, desired.ResourcesOf(l.Kind.Kind)))];
        Dictionary<string, ResourceId> machines =
            actual?.Hosts.ToDictionary(h => h.Key, h => h.Value.Survivor.Id, StringComparer.Ordinal) ?? [];
        HashSet<ResourceId> terminating = [.. (actual?.Terminating ?? []).Select(m => m.Id)];
        return new(
            kinds,
            marks.Environment with
            {
                Machines = machines,
                OwnMachines = (actual?.Owned ?? []).Select(m => m.Id).Concat(terminating).ToHashSet(),
                Resources = Ids(kinds),
            },
            terminating);
    }

    /// <summary>The first machine that a resource is attached to and that does not belong to the environment; null if there is
    /// none.</summary>
    public ResourceId? ForeignMachineOf(Resource resource) =>
        resource.Attached.FirstOrDefault(m => !Context.OwnMachines.Contains(m)) is { Value.Length: > 0 } machine ? machine : null;

    public KindState? Of(string kind) => Kinds.FirstOrDefault(k => k.Kind.Kind == kind);

    private static Dictionary<(string Kind, string Name), ResourceId> Ids(IEnumerable<KindState> kinds) =>
        kinds.SelectMany(k => k.Owned.Select(o => (Key: (k.Kind.Kind, o.Key), o.Value.Id))).ToDictionary(r => r.Key, r => r.Id);
}
