namespace FileHosts.Settings;

/// <summary>The provider's section of the config, all of it right.</summary>
/// <param name="File">Where the hosts are kept: a path of its own or behind the config file's folder.</param>
/// <param name="Environments">The hosts of each environment, by its name, sorted by name.</param>
internal sealed record FileSettings(string File, IReadOnlyDictionary<string, IReadOnlyList<DeclaredHost>> Environments);
