using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The tags of a resource in a response.</summary>
internal static class TagSet
{
    public static XElement Of(ApiCall call, string resource) => Xml.List(
        "tagSet",
        call.Region.Tags.Of(resource, call.Now),
        tag => new object?[] { Xml.Text("key", tag.Key), Xml.Text("value", tag.Value) });
}
