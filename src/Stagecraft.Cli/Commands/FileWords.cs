namespace Stagecraft.Cli.Commands;

/// <summary>The names that a config declares, even if the rest of it is invalid; none if it cannot be read.</summary>
internal static class FileWords
{
    internal static IReadOnlyList<string> Environments(string file) =>
        [.. Declared(file)?.Entries.Select(e => e.Key).Where(NameRule.IsValid) ?? []];

    /// <summary>The hosts of an environment; of all environments if none is chosen.</summary>
    internal static IReadOnlyList<string> Hosts(string file, string? environment) =>
    [
        .. (Declared(file)?.Entries ?? [])
            .Where(e => environment is null || e.Key == environment)
            .SelectMany(e => (e.Value as ConfigMapping)?.Entries ?? [])
            .Where(e => NameRule.IsValid(e.Key))
            .SelectMany(HostGroup.Names)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static ConfigMapping? Declared(string file)
    {
        try
        {
            return (StagecraftFile.Parse(ConfigReader.Read(file)).File?.ProviderConfig as ConfigMapping)?.Find("hosts") as ConfigMapping;
        }
        catch (ConfigException)
        {
            return null;
        }
    }
}
