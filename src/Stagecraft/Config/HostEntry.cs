using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A host of a config, before its settings are read.</summary>
/// <param name="Name">Its key; for a host of a group with its number.</param>
/// <param name="MachineName">The name of its machine by <see cref="HostsReader.MachineNames"/>; null if one of the names is
/// invalid and reported.</param>
/// <param name="Location">The place of its key; null if it is in no file.</param>
/// <param name="Path">Its path in the config.</param>
/// <param name="Settings">Reads its settings. Unknown keys and absent required keys have been reported.</param>
public sealed record HostEntry(string Name, string? MachineName, SourceLocation? Location, string Path, SectionReader Settings)
{
    /// <summary>The key of its environment.</summary>
    public required string Environment { get; init; }
}
