namespace Stagecraft.Config;

/// <content>Nested sections.</content>
public sealed partial class SectionReader
{
    /// <summary>The reader of a nested section, whose keys are checked.</summary>
    /// <param name="key">A key of the kind section, or flag or section with a mapping as its value.</param>
    /// <returns>The reader; null if the section is absent or invalid.</returns>
    public SectionReader? Section(SettingKey key) =>
        Mapping(Of(key, SettingKind.Section, SettingKind.FlagOrSection)) is { } mapping ? Nested(mapping, key) : null;

    /// <summary>Strings of one line by name; the names are not checked.</summary>
    /// <param name="key">A key of the kind text map.</param>
    /// <returns>The strings; null if the key is absent or not a mapping. Invalid strings are reported and omitted.</returns>
    public IReadOnlyDictionary<string, Setting<string>>? TextMap(SettingKey key) =>
        Mapping(Of(key, SettingKind.TextMap)) is { } mapping ? TextRule.CheckMap(mapping, key.Name, _problems) : null;

    /// <summary>The readers of nested sections by name, whose keys are checked; the names are not.</summary>
    /// <param name="key">A key of the kind sections.</param>
    /// <returns>The sections in the order of the file; none if the key is absent or invalid.</returns>
    public IReadOnlyList<(ConfigEntry Entry, SectionReader Reader)> Sections(SettingKey key)
    {
        List<(ConfigEntry Entry, SectionReader Reader)> sections = [];
        foreach (ConfigEntry entry in Mapping(Of(key, SettingKind.Sections))?.Entries ?? [])
        {
            if (entry.Value is ConfigMapping mapping)
            {
                sections.Add((entry, Nested(mapping, key)));
            }
            else
            {
                _problems.Add(entry.Value, $"{Excerpt.Of(entry.Key)} must be a mapping, not {entry.Value.Kind}");
            }
        }

        return sections;
    }

    /// <summary>The readers of a list of mappings, whose keys are checked.</summary>
    /// <param name="key">A key of the kind mappings.</param>
    /// <returns>The mappings with their readers, in the order of the file; none if the key is absent or invalid.</returns>
    public IReadOnlyList<(ConfigMapping Node, SectionReader Reader)> Mappings(SettingKey key)
    {
        Declared<ConfigNode> declared = Node(Of(key, SettingKind.Mappings));
        if (declared.Setting is { Value: not ConfigSequence and { } other })
        {
            _problems.Add(other, $"{key.Name} must be a list, not {other.Kind}");
        }

        List<(ConfigMapping Node, SectionReader Reader)> mappings = [];
        foreach (ConfigNode item in (declared.Setting?.Value as ConfigSequence)?.Items ?? [])
        {
            if (item is ConfigMapping mapping)
            {
                mappings.Add((mapping, Nested(mapping, key)));
            }
            else
            {
                _problems.Add(item, $"an entry of {key.Name} must be a mapping, not {item.Kind}");
            }
        }

        return mappings;
    }

    private SectionReader Nested(ConfigMapping mapping, SettingKey key)
    {
        SectionReader nested = new(mapping, _problems);
        nested.CheckKeys(key.Keys);
        return nested;
    }

    private ConfigMapping? Mapping(SettingKey key)
    {
        Declared<ConfigNode> declared = Node(key);
        if (declared.Setting is { Value: not ConfigMapping and { } node })
        {
            _problems.Add(node, $"{key.Name} must be a mapping, not {node.Kind}");
        }

        return declared.Setting?.Value as ConfigMapping;
    }
}
