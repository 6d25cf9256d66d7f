using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A list of values.</summary>
/// <param name="Location">Where it begins; null where it is in no file.</param>
/// <param name="Path">How to reach it from the top.</param>
/// <param name="Items">The values in the order of the file.</param>
public sealed record ConfigSequence(SourceLocation? Location, string Path, IReadOnlyList<ConfigNode> Items) : ConfigNode(Location, Path)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
