using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A value of a config together with its place: a <see cref="ConfigMapping"/>, a <see cref="ConfigSequence"/> or a <see
/// cref="ConfigScalar"/>.</summary>
/// <param name="Location">Where the value begins; null for a value that is in no file.</param>
/// <param name="Path">How to reach it from the top, for example <c>cloud.providers.digitalocean</c> or <c>tags[1]</c>; empty for the whole
/// file.</param>
public abstract record ConfigNode(SourceLocation? Location, string Path)
{
    /// <summary>The word for this kind of value: <c>a mapping</c>, <c>a list</c>, <c>a string</c>, <c>an empty value</c>.</summary>
    public abstract string Kind { get; }
}
