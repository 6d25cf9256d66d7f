using System.Text.Json.Nodes;
using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A mapping, with its entries in the order of the file. Keys are unique.</summary>
/// <param name="Location">Where it begins; null where it is in no file.</param>
/// <param name="Path">How to reach it from the top.</param>
/// <param name="Entries">The entries in the order of the file.</param>
public sealed record ConfigMapping(SourceLocation? Location, string Path, IReadOnlyList<ConfigEntry> Entries) : ConfigNode(Location, Path)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>Converts JSON to a config, for programs without a file. A string becomes a quoted scalar, a number or a boolean a plain
    /// one, <c>null</c> an empty one. The nodes have no place, so their problems have only a path.</summary>
    /// <param name="value">The mapping; it is copied, and may be changed afterwards.</param>
    /// <param name="path">The prefix of the paths of the nodes. Default: empty.</param>
    /// <returns>The mapping, its entries in the order of <paramref name="value"/>.</returns>
    /// <exception cref="ArgumentException">It has more than 64 levels, a key twice, or a number that is none in JSON (NaN,
    /// infinity).</exception>
    public static ConfigMapping FromJson(JsonObject value, string path = "")
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(path);
        return JsonConfig.Mapping(value, path, depth: 1);
    }

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public ConfigNode? Find(string key) => FindEntry(key)?.Value;

    /// <summary>The entry of a key, or null where the key is absent.</summary>
    internal ConfigEntry? FindEntry(string key)
    {
        for (int i = 0; i < Entries.Count; i++)
        {
            if (Entries[i].Key == key)
            {
                return Entries[i];
            }
        }

        return null;
    }
}
