using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The resources of one kind in an account, by owner.</summary>
internal sealed class KindState
{
    public KindState(IResourceKind kind, ResourceList list, ResourceMarks marks, IEnumerable<DeclaredResource> declared)
    {
        (Kind, List) = (kind, list);
        Dictionary<string, Resource> owned = new(StringComparer.Ordinal);
        List<(string Name, Resource Resource)> duplicates = [];
        List<Resource> foreign = [];
        foreach (Resource resource in list.Resources)
        {
            if (marks.NameOf(kind, resource, declared) is not { } name)
            {
                foreign.Add(resource);
            }
            else if (!owned.TryAdd(name, resource))
            {
                duplicates.Add((name, resource));
            }
        }

        (Owned, Duplicates, Foreign) = (owned, duplicates, foreign);
    }

    public IResourceKind Kind { get; }

    public ResourceList List { get; }

    /// <summary>The owned resources by name: of several with a name, the one with the lowest id.</summary>
    public IReadOnlyDictionary<string, Resource> Owned { get; }

    /// <summary>The other owned resources with these names.</summary>
    public IReadOnlyList<(string Name, Resource Resource)> Duplicates { get; }

    /// <summary>The resources that are not owned.</summary>
    public IReadOnlyList<Resource> Foreign { get; }

    /// <summary>The resource that is not owned and has the name of a declared one in the cloud, or null. Names compare ignoring
    /// case.</summary>
    public Resource? WithNameOf(DeclaredResource declared) =>
        Foreign.FirstOrDefault(r => string.Equals(r.CloudName, declared.CloudName, StringComparison.OrdinalIgnoreCase));
}
