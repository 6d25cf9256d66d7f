using System.Xml;
using System.Xml.Linq;
using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>Reads instances from responses.</summary>
internal static class ShownInstances
{
    /// <summary>The instances with their tags in a response; none if it is not readable.</summary>
    public static IReadOnlyList<Machine> Of(string action, byte[] body)
    {
        if (action is not ("DescribeInstances" or "DescribeTags"))
        {
            return [];
        }

        try
        {
            using MemoryStream stream = new(body);
            XElement root = XElement.Load(stream);
            return action == "DescribeTags" ? Tagged(root) : Listed(root);
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static IReadOnlyList<Machine> Listed(XElement root) =>
    [
        .. root.Descendants().Where(e => e.Name.LocalName == "instancesSet").SelectMany(e => e.Elements()).Select(item => Of(
            Text(item, "instanceId"),
            item.Elements().FirstOrDefault(e => e.Name.LocalName == "tagSet")?.Elements() ?? [])),
    ];

    private static IReadOnlyList<Machine> Tagged(XElement root) =>
    [
        .. root.Elements().Where(e => e.Name.LocalName == "tagSet").SelectMany(e => e.Elements())
            .GroupBy(item => Text(item, "resourceId")).Select(g => Of(g.Key, g)),
    ];

    private static Machine Of(string id, IEnumerable<XElement> items)
    {
        Dictionary<string, string> tags = items.ToDictionary(i => Text(i, "key"), i => Text(i, "value"));
        return new()
        {
            Id = new(id),
            Name = tags.GetValueOrDefault(AwsTags.Name, id),
            State = MachineState.Unknown,
            Status = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Region = "",
            Size = "",
            Tags = AwsTags.FromAws(tags),
        };
    }

    private static string Text(XElement item, string name) => item.Elements().First(e => e.Name.LocalName == name).Value;
}
