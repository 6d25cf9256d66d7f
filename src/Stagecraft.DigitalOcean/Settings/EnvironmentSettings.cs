using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <param name="Name">The environment's name.</param>
/// <param name="Location">Where its key stands; null where it is in no file.</param>
/// <param name="Hosts">Its hosts, sorted ordinally by name; may be empty.</param>
internal sealed record EnvironmentSettings(string Name, SourceLocation? Location, IReadOnlyList<HostSettings> Hosts);
