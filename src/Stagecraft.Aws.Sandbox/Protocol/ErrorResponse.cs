using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Error bodies: one shape for EC2, one for STS, one for the JSON services.</summary>
internal static class ErrorResponse
{
    public static ApiResponse Of(AwsError error, AwsService service, string requestId) => service switch
    {
        AwsService.Ec2 => ResponseBody.OfXml(
            error.Status,
            new XElement(
                "Response",
                new XElement("Errors", new XElement("Error", Xml.Text("Code", error.Code), Xml.Text("Message", error.Message))),
                Xml.Text("RequestID", requestId)),
            ns: null),
        AwsService.Sts => ResponseBody.OfXml(
            error.Status,
            new XElement(
                "ErrorResponse",
                new XElement(
                    "Error",
                    Xml.Text("Type", error.Status < 500 ? "Sender" : "Receiver"),
                    Xml.Text("Code", error.Code),
                    Xml.Text("Message", error.Message)),
                Xml.Text("RequestId", requestId)),
            ResponseBody.StsNamespace),
        _ => ResponseBody.OfJson(error.Status, new JsonObject { ["__type"] = error.Code, ["message"] = error.Message }),
    };
}
