using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>The hosts of an environment.</summary>
/// <param name="Name">The environment's name.</param>
/// <param name="Location">The place of its key; null if it is in no file.</param>
/// <param name="Hosts">Its valid hosts, sorted ordinally by name. May be empty.</param>
public sealed record EnvironmentHosts<T>(string Name, SourceLocation? Location, IReadOnlyList<T> Hosts);
