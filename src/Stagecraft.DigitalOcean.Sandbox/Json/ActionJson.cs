using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record ActionJson
{
    public required long Id { get; init; }

    public required string Status { get; init; }

    public required string Type { get; init; }

    public required string StartedAt { get; init; }

    public required string? CompletedAt { get; init; }

    /// <summary>Null for a resource with a UUID.</summary>
    public required long? ResourceId { get; init; }

    public required string ResourceType { get; init; }

    public required RegionJson Region { get; init; }

    public required string RegionSlug { get; init; }

    /// <summary>The project of a reserved IP, in responses with one of its actions; otherwise absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProjectId { get; init; }

    /// <summary>A link to an action, in the response to a create.</summary>
    internal sealed record LinkJson(long Id, string Rel, string Href);
}
