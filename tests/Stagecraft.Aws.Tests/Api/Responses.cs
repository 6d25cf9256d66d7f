using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>Responses to script, each named after what it is.</summary>
internal static class Responses
{
    public const string Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    public static Rig.Scripted LostResponse =>
        Throws(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely."));

    public static Rig.Scripted NoConnection => Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    public static Rig.Scripted Ok(string action, string content) =>
        Status(200, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <{action}Response xmlns="{Namespace}"><requestId>r-1</requestId>{content}</{action}Response>
            """);

    public static Rig.Scripted Error(int status, string code, string message = "Text.", DateTimeOffset? date = null) => Status(
        status,
        $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>r-2</RequestID></Response>",
        date: date);

    public static Rig.Scripted Instances(params string[] instances) => Page(null, instances);

    public static Rig.Scripted Page(string? next, params string[] instances) => Ok(
        "DescribeInstances",
        $"<reservationSet><item><instancesSet>{string.Concat(instances)}</instancesSet></item></reservationSet>"
        + (next is null ? "" : $"<nextToken>{next}</nextToken>"));

    public static string Instance(string id, string content = "<tagSet/>") =>
        $"<item><instanceId>{id}</instanceId><instanceState><code>16</code><name>running</name></instanceState>"
        + $"<instanceType>t3.small</instanceType>{content}</item>";

    public static Rig.Scripted Status(
        int status, string body, string mediaType = "text/xml", DateTimeOffset? date = null, int? retryAfter = null) => (_, _) =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            response.Headers.Date = date;
            response.Headers.RetryAfter = retryAfter is { } seconds ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) : null;
            return Task.FromResult(response);
        };

    public static Rig.Scripted Throws(Exception exception) => (_, _) => Task.FromException<HttpResponseMessage>(exception);
}
