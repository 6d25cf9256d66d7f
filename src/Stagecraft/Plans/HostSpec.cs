namespace Stagecraft.Plans;

/// <summary>A host that is created.</summary>
public sealed record HostSpec
{
    /// <summary>The host's name in the config, for example <c>app-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The machine's name in the account, for example <c>staging-app-1</c>.</summary>
    public required string MachineName { get; init; }

    /// <summary>The role, for example <c>app</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The size slug, for example <c>s-2vcpu-4gb</c>.</summary>
    public required string Size { get; init; }

    /// <summary>The region slug, for example <c>nyc1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The image's slug or id.</summary>
    public required string Image { get; init; }

    /// <summary>All tags of the machine, sorted ordinally.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
}
