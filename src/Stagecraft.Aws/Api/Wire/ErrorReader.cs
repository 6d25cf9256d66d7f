using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Stagecraft.Aws.Api.Wire;

/// <summary>Reads the errors of the services: EC2 and STS have XML of different forms, the others JSON.</summary>
internal static class ErrorReader
{
    // A long text, which only sts:DecodeAuthorizationMessage can read.
    private const string Encoded = "Encoded authorization failure message:";

    /// <summary>The error; null if the body is anything else, for example the page of a gateway.</summary>
    public static ErrorBody? Read(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
        {
            return null;
        }

        try
        {
            ErrorBody? error = bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? FromJson(bytes) : FromXml(bytes);
            return error is { Id.Length: > 0 } ? error with { Message = Shortened(error.Message ?? error.Id) } : null;
        }
        catch (Exception e) when (e is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ErrorBody? FromXml(ReadOnlyMemory<byte> body)
    {
        XmlTree root = XmlTree.Read(new MemoryStream(body.ToArray()));
        XmlTree? error = root.Name switch
        {
            "Response" => root.Find("Errors")?.Find("Error"),
            "ErrorResponse" => root.Find("Error"),
            _ => null,
        };
        return error is null
            ? null
            : new ErrorBody(error.Text("Code"), error.Text("Message"), root.Text("RequestID") ?? root.Text("RequestId"));
    }

    // The type can have a namespace before it and an address after it.
    private static ErrorBody? FromJson(ReadOnlyMemory<byte> body) =>
        JsonNode.Parse(body.Span) is not JsonObject error ? null
        : new ErrorBody(
            error["__type"]?.GetValue<string>().Split('#')[^1].Split(':')[0],
            (error["message"] ?? error["Message"])?.GetValue<string>());

    private static string Shortened(string message)
    {
        int start = message.IndexOf(Encoded, StringComparison.Ordinal);
        return start < 0 ? message : message[..start].TrimEnd();
    }
}
