namespace Stagecraft.Cli.Cloud;

/// <summary>Where a new setting of a host belongs in the config file. spec/cli/output.md, 5.10.</summary>
/// <param name="Path">The path of the host.</param>
/// <param name="Location">The place of the first setting, or of the host's key if its settings are in braces; null without a file.</param>
/// <param name="Indent">The number of spaces before the setting.</param>
/// <param name="IsInBraces">Whether the settings of the host are in braces.</param>
internal sealed record HostSettingPlace(string Path, SourceLocation? Location, int Indent, bool IsInBraces)
{
    /// <param name="section">The provider's section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="host">A declared host.</param>
    /// <param name="lineOf">The line of a place in the file; null if it is not there.</param>
    internal static HostSettingPlace Of(ConfigNode section, string environment, string host, Func<SourceLocation, string?> lineOf)
    {
        string path = $"hosts.{environment}.{host}";
        ConfigMapping? hosts = ((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) as ConfigMapping;
        if (hosts?.Entries.FirstOrDefault(e => e.Key == host) is not { KeyLocation: { } key } entry)
        {
            return new(path, null, 0, false);
        }

        // An alias or a merge key shows settings of other hosts.
        SourceLocation? first = (entry.Value as ConfigMapping)?.Entries.Select(e => e.KeyLocation).OfType<SourceLocation>()
            .Where(l => l.File == key.File && l.Line > key.Line).MinBy(l => l.Line);
        bool isInBraces = first is null || lineOf(key)?.Contains('{', StringComparison.Ordinal) == true;
        return isInBraces
            ? new(entry.Value.Path, key, 0, true)
            : new(entry.Value.Path, first, first!.Column - 1, false);
    }

    /// <summary>The line of the setting, as it belongs into the file.</summary>
    internal string Line(string key, string value) => $"{new string(' ', Indent)}{key}: {value}";
}
