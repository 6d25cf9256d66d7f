namespace Stagecraft.Engine.Clouds;

/// <summary>A resource other than a machine, as the cloud shows it. A driver derives from it to keep what an update has to send
/// back.</summary>
public record Resource
{
    /// <summary>The id.</summary>
    public required ResourceId Id { get; init; }

    /// <summary>The name.</summary>
    public required string CloudName { get; init; }

    /// <summary>Its own tags, of a kind with <see cref="ResourceOwnership.Tags"/>; null if the kind has none or the credentials do not
    /// permit reading them. Default: null.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The tags of the machines that it applies to, of a kind with <see cref="ResourceOwnership.NameAndTarget"/>; null if the
    /// credentials do not permit reading them. Default: none.</summary>
    public IReadOnlyList<string>? Targets { get; init; } = [];

    /// <summary>The machines that it is attached to. Default: none.</summary>
    public IReadOnlyList<ResourceId> Attached { get; init; } = [];

    /// <summary>The region, or null. Default: null.</summary>
    public string? Region { get; init; }

    /// <summary>Whether its last change is complete and it works, for example an active load balancer with an address. Default:
    /// true.</summary>
    public bool IsReady { get; init; } = true;

    /// <summary>The status in the cloud's own words, for texts; null without one. Default: null.</summary>
    public string? Status { get; init; }
}
