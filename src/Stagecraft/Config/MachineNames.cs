namespace Stagecraft.Config;

/// <summary>The machine names of one environment: <see cref="MachineNameTemplate.For"/>.</summary>
/// <param name="Prefix">The text before the host's name.</param>
/// <param name="Suffix">The text after the host's name.</param>
public sealed record MachineNames(string Prefix, string Suffix)
{
    /// <summary>The machine name of a host.</summary>
    /// <param name="host">The host's name.</param>
    public string Of(string host) => $"{Prefix}{host}{Suffix}";

    /// <summary>The host that a machine name contains, in lower case. Names compare ignoring case.</summary>
    /// <param name="machineName">The machine's name.</param>
    /// <returns>Not validated; null if the name has another form.</returns>
    public string? HostOf(string machineName)
    {
        ArgumentNullException.ThrowIfNull(machineName);
        return machineName.Length > Prefix.Length + Suffix.Length
            && machineName.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && machineName.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
                ? machineName[Prefix.Length..^Suffix.Length].ToLowerInvariant()
                : null;
    }
}
