using System.Xml;
using System.Xml.Linq;

namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Builds and writes XML bodies. The elements have no namespace; the writer puts all of them into one.</summary>
internal static class Xml
{
    /// <summary>Names are constants, and texts are printable.</summary>
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new System.Text.UTF8Encoding(false),
        CheckCharacters = false,
    };

    /// <summary>An element with text; null for a null value, which <see cref="XElement"/> ignores as content.</summary>
    public static XElement? Text(string name, string? value) => value is null ? null : new XElement(name, value);

    public static XElement Number(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public static XElement Bool(string name, bool value) => new(name, value ? "true" : "false");

    public static XElement? Bool(string name, bool? value) => value is { } known ? Bool(name, known) : null;

    public static XElement Time(string name, DateTimeOffset value) =>
        new(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>A list: each item's content in an element <c>item</c>.</summary>
    public static XElement List<T>(string name, IEnumerable<T> items, Func<T, object?> content) =>
        new(name, items.Select(item => new XElement("item", content(item))));

    public static ReadOnlyMemory<byte> Write(XElement root, string? ns)
    {
        using MemoryStream stream = new MemoryStream();
        using (XmlWriter writer = XmlWriter.Create(stream, Settings))
        {
            Write(writer, root, ns);
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, XElement element, string? ns)
    {
        writer.WriteStartElement(null, element.Name.LocalName, ns);
        foreach (XNode node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(writer, child, ns);
            }
            else if (node is XText text)
            {
                writer.WriteString(Printable(text.Value));
            }
        }

        writer.WriteEndElement();
    }

    /// <summary>The text without the characters that XML cannot have.</summary>
    private static string Printable(string text) => text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF')
        ? string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)))
        : text;
}
