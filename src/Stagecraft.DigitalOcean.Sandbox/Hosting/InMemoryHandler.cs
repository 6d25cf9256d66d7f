using System.Net;
using System.Net.Http.Headers;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>
/// Answers without a socket and before <see cref="SendAsync"/> returns, so that tests under a virtual clock stay on one thread.
/// </summary>
internal sealed class InMemoryHandler(SandboxApi api) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var answer = api.Answer(new ApiRequest(
            request.Method.Method,
            uri.GetLeftPart(UriPartial.Authority),
            uri.PathAndQuery,
            request.Headers.Authorization?.ToString(),
            body));
        return Response(request, answer);
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, ApiResponse answer)
    {
        var isHead = request.Method == HttpMethod.Head;
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(isHead ? [] : answer.Body.ToArray()),
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ApiResponse.ContentType);
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
