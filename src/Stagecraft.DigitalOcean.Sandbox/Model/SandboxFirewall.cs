namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The actual state of a firewall.</summary>
public sealed record SandboxFirewall
{
    /// <summary>The ID.</summary>
    public required string Id { get; init; }

    /// <summary>The unique name.</summary>
    public required string Name { get; init; }

    /// <summary>The droplets that are assigned by ID.</summary>
    public required IReadOnlyList<long> DropletIds { get; init; }

    /// <summary>The tags of further droplets.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The rules as JSON, with the members <c>inbound</c> and <c>outbound</c>.</summary>
    public required string Rules { get; init; }
}
