using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>One entry of a <see cref="ConfigMapping"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyLocation">The place of the key; null if it is in no file.</param>
/// <param name="Value">The value; a key without one has a <see cref="ConfigScalar"/> that is null.</param>
public sealed record ConfigEntry(string Key, SourceLocation? KeyLocation, ConfigNode Value);
