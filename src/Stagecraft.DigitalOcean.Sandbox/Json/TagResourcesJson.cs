using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>What carries a tag: the sum, and each kind. The sandbox has droplets only.</summary>
internal sealed record TagResourcesJson(
    long Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri)
{
    public TaggedJson Droplets { get; } = new(Count, LastTaggedUri);

    public TaggedJson Images { get; } = new(0, null);

    public TaggedJson Volumes { get; } = new(0, null);

    public TaggedJson VolumeSnapshots { get; } = new(0, null);

    public TaggedJson Databases { get; } = new(0, null);
}
