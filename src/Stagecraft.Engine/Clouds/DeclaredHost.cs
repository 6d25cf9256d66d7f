namespace Stagecraft.Engine.Clouds;

/// <summary>A host as the config declares it, with defaults filled in. A driver derives from it to keep settings of its own.</summary>
public record DeclaredHost
{
    /// <summary>The host's key, unique in its environment, for example <c>app-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that its machine gets, for example <c>staging-app-1</c>.</summary>
    public required string MachineName { get; init; }

    /// <summary>Its role, for example <c>app</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The size as the cloud names it.</summary>
    public required string Size { get; init; }

    /// <summary>The region as the cloud names it.</summary>
    public required string Region { get; init; }

    /// <summary>The image as the config names it.</summary>
    public required string Image { get; init; }

    /// <summary>The user's own tags, sorted ordinally and distinct, without those that mark ownership. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>All other properties that a create of the host sets, sorted ordinally by name. Hosts that are equal in them, size,
    /// region, image and tags can be created by one request. Default: none.</summary>
    public virtual IReadOnlyList<DeclaredProperty> Properties => [];

    /// <summary>What a run waits for in addition to a running machine. Default: nothing.</summary>
    public HostWait Wait { get; init; }

    /// <summary>The request of <see cref="HostWait.Http"/>; not used otherwise. Default: <c>/</c> on port 80.</summary>
    public HostHealth Health { get; init; } = HostHealth.Default;

    /// <summary>The user who logs in over SSH to probe the machine. Default: <c>root</c>.</summary>
    public string SshUser { get; init; } = "root";

    /// <summary>Whether its machine is protected from deletion. Default: false.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Whether its machine gets a public IPv4 address, which a run then waits for. Default: true.</summary>
    public bool HasPublicAddress { get; init; } = true;

    /// <summary>Where the host's key is in the file, or null.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The path of the host's key in the config, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The name only: settings may hold secrets.</summary>
    public override string ToString() => Name;
}
