using Stagecraft.Config;

namespace Stagecraft.Cli.Commands;

/// <summary>Names that a config declares, also where the rest of it is wrong; none where it cannot be read.</summary>
internal static class FileWords
{
    internal static IReadOnlyList<string> Environments(string file) => [.. Declared(file)?.Entries.Select(e => e.Key).Where(NameRule.IsValid) ?? []];

    /// <summary>The hosts of an environment; of all where none is chosen.</summary>
    internal static IReadOnlyList<string> Hosts(string file, string? environment) =>
    [
        .. (Declared(file)?.Entries ?? [])
            .Where(e => environment is null || e.Key == environment)
            .SelectMany(e => (e.Value as ConfigMapping)?.Entries ?? [])
            .Select(e => e.Key)
            .Where(NameRule.IsValid)
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
