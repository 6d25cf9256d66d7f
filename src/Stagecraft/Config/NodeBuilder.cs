using System.Globalization;
using Stagecraft.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stagecraft.Config;

/// <summary>Builds the nodes of one YAML document. Problems that leave the rest of the file readable are collected; other problems are
/// thrown.</summary>
internal sealed class NodeBuilder
{
    private readonly SourceText _source;
    private readonly YamlEvents _events;
    private readonly ReadLimits _limits = new();
    private readonly AnchorTable _anchors;
    private readonly List<Problem> _problems = [];

    public NodeBuilder(SourceText source)
    {
        _source = source;
        _events = new YamlEvents(source);
        _anchors = new AnchorTable(_limits);
    }

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>The document's top node, or null if the file is empty.</summary>
    /// <exception cref="ConfigException">The rest of the file cannot be read; <see cref="Problems"/> has what was found before.</exception>
    public ConfigNode? Document()
    {
        _events.Next();
        if (_events.Next() is not DocumentStart)
        {
            return null;
        }

        ConfigNode top = Node(_events.Next(), "", depth: 1);
        Expect<DocumentEnd>(_events.Next());
        ParsingEvent end = _events.Next();
        if (end is DocumentStart)
        {
            throw FileProblem.At(
                _events.Locate(end.Start), "a second YAML document begins here", "keep one document in the file: remove '---'");
        }

        Expect<StreamEnd>(end);
        return top;
    }

    private ConfigNode Node(ParsingEvent current, string path, int depth)
    {
        SourceLocation location = _events.Locate(current.Start);
        _limits.Count(location, path, depth);
        if (current is AnchorAlias alias)
        {
            return Alias(alias.Value.Value, location, path, depth);
        }

        NodeEvent begun = Expect<NodeEvent>(current);
        CheckTag(begun, location, path);
        if (begun.Anchor.IsEmpty)
        {
            return Value(begun, location, path, depth);
        }

        string anchor = begun.Anchor.Value;
        _anchors.Nodes[anchor] = null;
        ConfigNode node = Value(begun, location, path, depth);
        _anchors.Nodes[anchor] = node;
        return node;
    }

    private ConfigNode Value(NodeEvent begun, SourceLocation location, string path, int depth) => begun switch
    {
        Scalar scalar => ScalarNode(scalar, location, path),
        SequenceStart start => Sequence(start, location, path, depth),
        _ => Mapping((MappingStart)begun, location, path, depth),
    };

    private static ConfigScalar ScalarNode(Scalar scalar, SourceLocation location, string path)
    {
        bool quoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || !scalar.Tag.IsEmpty;
        return new ConfigScalar(location, path, quoted || !IsNull(scalar.Value) ? scalar.Value : null, quoted);
    }

    private ConfigSequence Sequence(SequenceStart start, SourceLocation location, string path, int depth)
    {
        List<ConfigNode> items = new List<ConfigNode>();
        for (ParsingEvent current = _events.Next(); current is not SequenceEnd; current = _events.Next())
        {
            CheckIndentation(start.Style == SequenceStyle.Block, current);
            items.Add(Node(current, ConfigPath.Item(path, items.Count), depth + 1));
        }

        return new ConfigSequence(location, path, items);
    }

    private ConfigMapping Mapping(MappingStart start, SourceLocation location, string path, int depth)
    {
        MappingEntries entries = new MappingEntries(_problems, _anchors, path, depth);
        for (ParsingEvent current = _events.Next(); current is not MappingEnd; current = _events.Next())
        {
            CheckIndentation(start.Style == MappingStyle.Block, current);
            SourceLocation place = _events.Locate(current.Start);
            if (Key(current, place, path, depth) is not var (key, keyPath))
            {
                Node(_events.Next(), path, depth + 1);
                continue;
            }

            bool merge = MappingEntries.IsMerge(current);
            entries.Add(key, place, Node(_events.Next(), keyPath, depth + 1), merge);
        }

        return new ConfigMapping(location, path, entries.Complete());
    }

    private (string Key, string Path)? Key(ParsingEvent current, SourceLocation place, string path, int depth)
    {
        if (current is Scalar { Value.Length: > 0 } scalar)
        {
            string keyPath = ConfigPath.Key(path, scalar.Value);
            CheckTag(scalar, place, keyPath);
            CheckEnds(scalar, place, keyPath);

            if (!scalar.Anchor.IsEmpty)
            {
                _anchors.Nodes[scalar.Anchor.Value] = ScalarNode(scalar, place, keyPath);
            }

            return (scalar.Value, keyPath);
        }

        string hint = current is MappingStart { Style: MappingStyle.Flow }
            ? "write 'key: value'; the file has no variables: a value like '{{ name }}' is not replaced"
            : "write 'key: value'";
        Report(place, path, current is Scalar ? "a key is missing here" : "a key must be a string", hint);
        if (current is not AnchorAlias)
        {
            Node(current, path, depth + 1);
        }

        return null;
    }

    private ConfigNode Alias(string name, SourceLocation location, string path, int depth)
    {
        if (_anchors.Nodes.TryGetValue(name, out ConfigNode? node) && node is not null)
        {
            return _anchors.Repeat(node, path, depth, location);
        }

        Report(location, path, _anchors.Nodes.ContainsKey(name)
            ? $"the alias {Excerpt.Of("*" + name)} is inside the value that it repeats"
            : $"undefined alias {Excerpt.Of("*" + name)}: no anchor {Excerpt.Of("&" + name)} precedes it");
        return new ConfigScalar(location, path, null, IsQuoted: false);
    }

    private void CheckTag(NodeEvent begun, SourceLocation location, string path)
    {
        if (begun.Tag.IsEmpty || begun.Tag.IsNonSpecific)
        {
            return;
        }

        string fitting = begun switch
        {
            Scalar => "tag:yaml.org,2002:str",
            SequenceStart => "tag:yaml.org,2002:seq",
            _ => "tag:yaml.org,2002:map",
        };
        if (!string.Equals(begun.Tag.Value, fitting, StringComparison.Ordinal))
        {
            Report(location, path, $"the tag {Excerpt.Of(begun.Tag.Value)} is not supported here", "remove it");
        }
    }

    // The events of the parser do not always match: some invalid files end a mapping where a value is expected.
    private T Expect<T>(ParsingEvent current)
        where T : ParsingEvent =>
        current as T ?? throw FileProblem.At(
            _events.Locate(current.Start), "this is not valid YAML: a key or a value is missing or incorrectly indented here");

    // The parser accepts some tabs that YAML forbids and that other readers refuse. Other whitespace does not indent: it begins a key,
    // which may then belong to another mapping.
    private void CheckIndentation(bool block, ParsingEvent current)
    {
        if (block && _source.OddIndentation((int)current.Start.Line) is { } odd)
        {
            throw FileProblem.Indentation(_source, odd);
        }
    }

    // Spaces and tabs around a plain key are not part of it.
    private void CheckEnds(Scalar key, SourceLocation place, string path)
    {
        char odd = IsOdd(key.Value[0]) ? key.Value[0] : key.Value[^1];
        if (key.Style == ScalarStyle.Plain && IsOdd(odd))
        {
            Report(place, path, $"the key {Excerpt.Of(key.Value)} begins or ends with {FileProblem.Whitespace(odd)}", "remove it");
        }
    }

    // A zero-width space is not whitespace, but is not visible either.
    private static bool IsOdd(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private void Report(SourceLocation location, string path, string message, string? hint = null) =>
        _problems.Add(FileProblem.Of(location, path, message, hint));

    private static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";
}
