using Stagecraft.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stagecraft.Config;

/// <summary>Gathers the entries of one mapping: each key once, and merge keys (<c>&lt;&lt;: *defaults</c>) written out.</summary>
internal sealed class MappingEntries(List<Problem> problems, AnchorTable anchors, string path, int depth)
{
    private const string MergeKey = "<<";

    private readonly List<ConfigEntry> _entries = [];
    private readonly Dictionary<string, SourceLocation> _keys = new(StringComparer.Ordinal);
    private (ConfigNode Value, SourceLocation Key)? _merge;

    public static bool IsMerge(ParsingEvent key) => key is Scalar { Value: MergeKey, Style: ScalarStyle.Plain };

    public void Add(string key, SourceLocation location, ConfigNode value, bool merge)
    {
        if (!_keys.TryAdd(key, location))
        {
            string message = $"duplicate key {Excerpt.Of(key)} (first defined on line {_keys[key].Line})";
            problems.Add(FileProblem.Of(location, ConfigPath.Key(path, key), message));
            return;
        }

        if (merge)
        {
            _merge = (value, location);
        }
        else
        {
            _entries.Add(new ConfigEntry(key, location, value));
        }
    }

    /// <summary>The entries in the order of the file, then the merged ones that the mapping does not have itself.</summary>
    public IReadOnlyList<ConfigEntry> Complete()
    {
        if (_merge is var (value, key))
        {
            foreach (ConfigNode source in value is ConfigSequence list ? list.Items : [value])
            {
                Merge(source, key);
            }
        }

        return _entries;
    }

    private void Merge(ConfigNode source, SourceLocation user)
    {
        if (source is not ConfigMapping mapping)
        {
            problems.Add(FileProblem.Of(
                user,
                ConfigPath.Key(path, MergeKey),
                $"'{MergeKey}' merges mappings, not {source.Kind}",
                "write '<<: *name' after '&name' at a mapping"));
            return;
        }

        foreach (ConfigEntry entry in mapping.Entries)
        {
            if (_keys.TryAdd(entry.Key, entry.KeyLocation ?? user))
            {
                _entries.Add(entry with { Value = anchors.Repeat(entry.Value, ConfigPath.Key(path, entry.Key), depth + 1, user) });
            }
        }
    }
}
