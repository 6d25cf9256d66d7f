using System.Net;
using System.Xml.Linq;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>A response.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    public XElement Xml => XElement.Parse(Body);

    /// <summary>The code of the error; empty for a success.</summary>
    public string Code => Texts("Code").FirstOrDefault() ?? "";

    /// <summary>The texts of all elements with a name, in any namespace.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. Xml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];

    public string Text(string name) => Texts(name)[0];

    public IReadOnlyList<string> Instances => Texts("instanceId");

    public Reply ShouldBe(int status, string code)
    {
        ((int)Status, Code).Should().Be((status, code), Body);
        return this;
    }

    public Reply ShouldSucceed()
    {
        Status.Should().Be(HttpStatusCode.OK, Body);
        return this;
    }
}
