namespace Stagecraft.Config;

/// <summary>A mapping, with its entries in the order of the file. Keys are unique.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Path">How to reach it from the top.</param>
/// <param name="Entries">The entries in the order of the file.</param>
public sealed record ConfigMapping(SourceLocation Location, string Path, IReadOnlyList<ConfigEntry> Entries) : ConfigNode(Location, Path)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public ConfigNode? Find(string key)
    {
        foreach (ConfigEntry entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
