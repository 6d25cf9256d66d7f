using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Responses with XML and JSON bodies.</summary>
internal static class ResponseBody
{
    public const string Ec2Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    public const string StsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static ApiResponse OfXml(int status, XElement root, string? ns) =>
        new(status, Xml.Write(root, ns)) { ContentType = "text/xml;charset=UTF-8" };

    public static ApiResponse OfJson(int status, JsonNode body) =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString())) { ContentType = "application/x-amz-json-1.1" };

    /// <summary>A success of EC2: the request ID is the first element.</summary>
    public static ApiResponse OfEc2(string action, IEnumerable<object?> content, string requestId) =>
        OfXml(200, new XElement($"{action}Response", Xml.Text("requestId", requestId), content), Ec2Namespace);

    /// <summary>A success of STS.</summary>
    public static ApiResponse OfSts(string action, IEnumerable<object?> content, string requestId) => OfXml(
        200,
        new XElement(
            $"{action}Response",
            new XElement($"{action}Result", content),
            new XElement("ResponseMetadata", Xml.Text("RequestId", requestId))),
        StsNamespace);
}
