namespace Stagecraft.Engine.Clouds;

/// <summary>A resource other than a host, as the config declares it, with defaults filled in. A driver derives from it to keep settings of
/// its own.</summary>
public record DeclaredResource
{
    /// <summary>One of <see cref="ResourceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name in the config, unique in the environment and the kind, for example <c>web</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that it gets in the cloud. The driver sets it for a kind with <see cref="ResourceOwnership.Tags"/> or
    /// <see cref="ResourceOwnership.Declared"/>; the engine sets it for <see cref="ResourceOwnership.NameAndTarget"/>. Default:
    /// empty.</summary>
    public string CloudName { get; init; } = "";

    /// <summary>The host that it belongs to, for example of a volume; null, the default, if it belongs to the environment.</summary>
    public string? Host { get; init; }

    /// <summary>What the config declares, each name once. The engine compares these fields with
    /// <see cref="IResourceKind.FieldsOf"/>.</summary>
    public required IReadOnlyList<DeclaredField> Fields { get; init; }

    /// <summary>Where the resource's key is in the file, or null.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The path of the resource's key in the config, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The kind and the name only: settings may hold secrets.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
