using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Resources;

/// <summary>A resource as a list shows it.</summary>
public sealed record MemoryView : Resource
{
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}
