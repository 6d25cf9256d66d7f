using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Sends the requests of a service with JSON bodies to one region. Such requests only read.</summary>
internal sealed class JsonRequests(ApiPipeline pipeline, AwsService service, string region)
{
    private const string MediaType = "application/x-amz-json-1.1";

    private static readonly string[] MediaTypes = [MediaType, "application/json"];

    /// <exception cref="CloudException">There was no successful response.</exception>
    public async Task<Dated<T>> ReadAsync<T>(
        string operation, JsonObject body, Func<JsonObject, T> map, CancellationToken cancellationToken)
    {
        if (!Ec2Requests.IsReading(operation))
        {
            throw new ArgumentException($"{operation} does not only read.", nameof(operation));
        }

        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            IsRead = true,
            Path = "/",
            Operation = $"{service.SigningName}:{operation}",
            Headers = [new("X-Amz-Target", $"{service.Version}.{operation}")],
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
            MediaType = MediaType,
            Scope = $"{service.SigningName}:{operation}",
            Kind = new RequestKind(RequestPriority.Working, AwsLimits.NameOf(operation, region)),
        };
        return (await pipeline.SendAsync(request, (content, token) => ReadAsync(content, map, token), cancellationToken)
            .ConfigureAwait(false)).Dated;
    }

    private static async ValueTask<T> ReadAsync<T>(ResponseBody body, Func<JsonObject, T> map, CancellationToken cancellationToken)
    {
        using MemoryStream content = await body.ReadAllAsync(MediaTypes, cancellationToken).ConfigureAwait(false);
        try
        {
            return map(JsonNode.Parse(content) as JsonObject ?? throw new JsonException("it is not an object"));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // A member has another type than documented.
            throw new JsonException("a member has an unexpected type", e);
        }
    }
}
