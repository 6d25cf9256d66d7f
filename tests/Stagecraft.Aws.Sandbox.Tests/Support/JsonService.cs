using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>Sends requests to the services that speak JSON.</summary>
internal static class JsonService
{
    public static (int Status, JsonElement Body) Call(
        Cloud cloud, string service, string target, object body, string region = "us-east-1")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body));
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://{service}.test/"));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        new Signer { Service = service, Region = region }.Sign(request, bytes, cloud.Clock.Now);
        Reply reply = cloud.Send(request);
        return ((int)reply.Status, JsonElement.Parse(reply.Body));
    }

    public static (int Status, JsonElement Body) Ssm(Cloud cloud, string action, object body, string region = "us-east-1") =>
        Call(cloud, "ssm", $"AmazonSSM.{action}", body, region);

    public static (int Status, JsonElement Body) Quotas(Cloud cloud, string action, object body) =>
        Call(cloud, "servicequotas", $"ServiceQuotasV20190624.{action}", body);

    public static (int Status, JsonElement Body) Products(Cloud cloud, JsonObject body, string region = "us-east-1") =>
        Call(cloud, "pricing", "AWSPriceListService.GetProducts", body.ToJsonString(), region);
}
