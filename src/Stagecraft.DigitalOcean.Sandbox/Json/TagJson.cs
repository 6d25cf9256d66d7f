using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record TagJson(string Name, TagJson.ResourcesJson Resources)
{
    /// <summary>The number of tagged resources in total and of each type.</summary>
    internal sealed record ResourcesJson(
        long Count,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri,
        TypeJson Droplets,
        TypeJson Images,
        TypeJson Volumes,
        TypeJson VolumeSnapshots)
    {
        public TypeJson Databases { get; } = new(0, null);
    }

    internal sealed record TypeJson(
        long Count,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri);
}
