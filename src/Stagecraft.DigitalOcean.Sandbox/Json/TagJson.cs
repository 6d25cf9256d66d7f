using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record TagJson(string Name, TagJson.ResourcesJson Resources)
{
    /// <summary>The number of tagged resources in total and of each type. The sandbox has droplets only.</summary>
    internal sealed record ResourcesJson(
        long Count,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri)
    {
        public TypeJson Droplets { get; } = new(Count, LastTaggedUri);

        public TypeJson Images { get; } = new(0, null);

        public TypeJson Volumes { get; } = new(0, null);

        public TypeJson VolumeSnapshots { get; } = new(0, null);

        public TypeJson Databases { get; } = new(0, null);
    }

    internal sealed record TypeJson(
        long Count,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri);
}
