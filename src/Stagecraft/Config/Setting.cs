using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A valid value of a key, with its place.</summary>
/// <param name="Value">The value.</param>
/// <param name="Location">Where the value begins; null if it is in no file.</param>
/// <param name="Path">Its path in the config.</param>
public sealed record Setting<T>(T Value, SourceLocation? Location, string Path);
