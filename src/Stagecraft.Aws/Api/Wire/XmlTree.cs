using System.Xml;

namespace Stagecraft.Aws.Api.Wire;

/// <summary>An element of a response. The order of its children does not matter; unknown ones are ignored.</summary>
internal sealed class XmlTree
{
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private List<XmlTree>? _children;

    private XmlTree(string name) => Name = name;

    public string Name { get; }

    /// <summary>The text of the element, without that of its children.</summary>
    public string Value { get; private set; } = "";

    public IReadOnlyList<XmlTree> Children => _children ?? [];

    /// <exception cref="XmlException">The content is not well-formed, or too deeply nested.</exception>
    public static XmlTree Read(Stream content)
    {
        using XmlReader reader = XmlReader.Create(content, Settings);
        reader.MoveToContent();
        return Read(reader);
    }

    public XmlTree? Find(string name) => _children?.Find(c => c.Name == name);

    /// <summary>The text of a child; null if it is missing or empty.</summary>
    public string? Text(string name) => Find(name)?.Value is { Length: > 0 } value ? value : null;

    /// <exception cref="XmlException">The child is missing or empty.</exception>
    public string Required(string name) => Text(name) ?? throw new XmlException($"{Name} has no {name}");

    /// <summary>The entries of a list; none if the list is missing.</summary>
    public IEnumerable<XmlTree> Items(string name) => Find(name)?.Children.Where(c => c.Name is "item" or "member") ?? [];

    /// <summary>Whether a child is <c>true</c>; null if it is missing.</summary>
    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new XmlException($"{name} is not true or false"),
    };

    public int? Integer(string name) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : throw new XmlException($"{name} is not an integer");

    public DateTimeOffset? Time(string name) =>
        Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value
        : throw new XmlException($"{name} is not a time");

    /// <summary>The tags; null if the response does not have the list, which does not mean that there are none.</summary>
    public IReadOnlyDictionary<string, string>? Tags(string name = "tagSet")
    {
        if (Find(name) is null)
        {
            return null;
        }

        SortedDictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (XmlTree tag in Items(name))
        {
            tags[tag.Required("key")] = tag.Text("value") ?? "";
        }

        return tags;
    }

    private static XmlTree Read(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
        {
            throw new XmlException("it is nested too deeply");
        }

        XmlTree tree = new(reader.LocalName);
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    (tree._children ??= []).Add(Read(reader));
                    break;
                case XmlNodeType.None:
                    throw new XmlException("it is incomplete");
                default:
                    tree.Value += reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? reader.Value : "";
                    reader.Read();
                    break;
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return tree;
    }
}
