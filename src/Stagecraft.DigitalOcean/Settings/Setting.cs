using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A value of the config that is right by itself, and its place where it is in a file.</summary>
internal sealed record Setting<T>(T Value, SourceLocation? Location, string Path);
