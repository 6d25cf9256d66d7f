using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A single value: a string, or null.</summary>
/// <param name="Location">Where it begins; null where it is in no file.</param>
/// <param name="Path">How to reach it from the top.</param>
/// <param name="Value">The string without quotes; null if the value is absent, or a plain <c>null</c> or <c>~</c>.</param>
/// <param name="IsQuoted">Whether it was quoted or a block, and therefore a string whatever its content is.</param>
public sealed record ConfigScalar(SourceLocation? Location, string Path, string? Value, bool IsQuoted) : ConfigNode(Location, Path)
{
    /// <inheritdoc/>
    public override string Kind => Value is null ? "an empty value" : "a string";
}
