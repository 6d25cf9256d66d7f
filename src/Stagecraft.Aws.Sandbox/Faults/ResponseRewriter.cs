using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Faults;

/// <summary>Rewrites the body of a response.</summary>
internal static class ResponseRewriter
{
    /// <summary>Adds undocumented members to every structure.</summary>
    public static ApiResponse AddUnknownFields(ApiResponse response) =>
        response.ContentType.StartsWith("text/xml", StringComparison.Ordinal)
            ? Change(response, AddElements)
            : ChangeJson(response, AddMembers);

    /// <summary>Sets an undocumented state of every instance.</summary>
    public static ApiResponse SetUnknownState(ApiResponse response) => Change(response, root =>
    {
        foreach (XElement state in root.Descendants().Where(element => element.Name.LocalName == "instanceState"))
        {
            state.Elements().First(element => element.Name.LocalName == "code").Value = "96";
            state.Elements().First(element => element.Name.LocalName == "name").Value = "hibernating";
        }
    });

    private static void AddElements(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf().Where(IsStructure).ToList())
        {
            element.AddFirst(new XElement("newObject", new XElement("item", Xml.Text("key", "one"), Xml.Number("value", 42))));
            element.Add(Xml.Number("newNumber", 42));
        }
    }

    private static bool IsStructure(XElement element) =>
        element.HasElements && !element.Elements().All(child => child.Name.LocalName == "item");

    private static void AddMembers(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                AddMembers(item);
            }
        }
        else if (node is JsonObject value)
        {
            foreach ((string _, JsonNode? member) in value.ToList())
            {
                AddMembers(member);
            }

            value["NewNumber"] = 42;
        }
    }

    private static ApiResponse ChangeJson(ApiResponse response, Action<JsonNode?> change)
    {
        JsonNode root = JsonNode.Parse(response.Body.Span)!;
        change(root);
        return response.WithBody(ResponseBody.OfJson(response.Status, root).Body);
    }

    private static ApiResponse Change(ApiResponse response, Action<XElement> change)
    {
        using XmlReader reader = XmlReader.Create(new MemoryStream(response.Body.ToArray()));
        XElement root = XElement.Load(reader);
        string ns = root.Name.NamespaceName;
        change(root);
        return response.WithBody(Xml.Write(root, ns.Length == 0 ? null : ns));
    }
}
