using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Clouds;

/// <summary>A resource other than a machine in a cloud in memory.</summary>
internal sealed class MemoryResource(Resource shown, IReadOnlyDictionary<string, string> fields, TimeSpan createdAt)
{
    public Resource Shown { get; set; } = shown;

    public IReadOnlyDictionary<string, string> Fields { get; set; } = fields;

    public TimeSpan CreatedAt { get; } = createdAt;

    public TimeSpan? DeletedAt { get; set; }
}
