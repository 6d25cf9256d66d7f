namespace Stagecraft.Engine.Clouds;

/// <summary>The environment of a resource: its tags, and the ids of the machines and resources that it can refer to.</summary>
public sealed record ResourceContext
{
    private const string SetPrefix = "stagecraft-set:";

    /// <summary>The project, or null.</summary>
    public required string? Project { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The machine of each host that exists, by the host's name.</summary>
    public required IReadOnlyDictionary<string, ResourceId> Machines { get; init; }

    /// <summary>Every machine of the environment, also duplicates and machines that the plan deletes. Default: none.</summary>
    public IReadOnlySet<ResourceId> OwnMachines { get; init; } = new HashSet<ResourceId>();

    /// <summary>The id of each owned resource that exists, by kind and name.</summary>
    public required IReadOnlyDictionary<(string Kind, string Name), ResourceId> Resources { get; init; }

    /// <summary>The tag of every machine of the environment, for example <c>stagecraft-set:shop:prod</c>.</summary>
    public string SetTag => $"{SetPrefix}{Project}:{Environment}";

    /// <summary>The tag of the machines with a role, for example <c>stagecraft-set:shop:prod:app</c>.</summary>
    /// <param name="role">The role.</param>
    public string SetTagOf(string role) => $"{SetTag}:{role}";

    /// <summary>The role of a set tag of this environment: empty for the tag of all its machines; null for any other tag.</summary>
    /// <param name="tag">The tag, in any spelling.</param>
    public string? RoleOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        string lower = tag.ToLowerInvariant();
        return lower == SetTag ? ""
            : lower.StartsWith(SetTag + ":", StringComparison.Ordinal) ? lower[(SetTag.Length + 1)..]
            : null;
    }

    /// <summary>The name of the host whose machine has an id, or null.</summary>
    /// <param name="machine">The id.</param>
    public string? HostOf(ResourceId machine) => Machines.FirstOrDefault(m => m.Value == machine).Key;

    /// <summary>The name of the owned resource with an id, or null.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">The id.</param>
    public string? NameOf(string kind, ResourceId id) => Resources.FirstOrDefault(r => r.Key.Kind == kind && r.Value == id).Key.Name;
}
