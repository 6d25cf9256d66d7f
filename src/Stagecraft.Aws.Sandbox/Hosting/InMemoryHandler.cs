using System.Net;
using System.Net.Http.Headers;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Hosting;

/// <summary>Handles requests without a socket. It completes synchronously.</summary>
internal sealed class InMemoryHandler(SandboxApi api) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        AwsResponse response = api.Handle(new AwsRequest(request.Method.Method, uri.PathAndQuery, HeadersOf(request, uri), body));
        HttpResponseMessage message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(response.Body),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        foreach ((string name, string value) in response.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request, Uri uri)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["host"] = uri.Authority };
        foreach ((string name, HeaderStringValues values) in request.Headers.NonValidated)
        {
            headers[name] = string.Join(',', values);
        }

        foreach ((string name, HeaderStringValues values) in request.Content?.Headers.NonValidated ?? default)
        {
            headers[name] = string.Join(',', values);
        }

        return headers;
    }
}
