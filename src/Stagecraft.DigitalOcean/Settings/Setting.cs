using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A value of the file that is right by itself, and its place.</summary>
internal sealed record Setting<T>(T Value, SourceLocation Location, string Path);
