using System.Net;
using System.Net.Http.Headers;
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>
/// Handles requests without a socket. Without latency or delay it completes synchronously, so that tests with a virtual clock run on
/// one thread.
/// </summary>
internal sealed class InMemoryHandler(ISandboxApi api, TimeProvider time) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        TimeSpan latency = api.Latency / 2;
        await Pause.ForAsync(latency, time, cancellationToken).ConfigureAwait(false);
        ApiResponse response = api.Handle(new ApiRequest(
            request.Method.Method,
            uri.GetLeftPart(UriPartial.Authority),
            uri.PathAndQuery,
            HeadersOf(request),
            body));
        await Pause.ForAsync(latency + response.Delay, time, cancellationToken).ConfigureAwait(false);
        switch (response.Delivery)
        {
            case Delivery.Dropped:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection without a response.");
            case Delivery.None:
                await Pause.ForeverAsync(cancellationToken).ConfigureAwait(false);
                break;
        }

        return ToMessage(request, response);
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["Host"] = request.RequestUri!.Authority };
        foreach ((string name, HeaderStringValues values) in request.Headers.NonValidated)
        {
            headers[name] = string.Join(',', values);
        }

        if (request.Content is { } content)
        {
            foreach ((string name, HeaderStringValues values) in content.Headers.NonValidated)
            {
                headers[name] = string.Join(',', values);
            }
        }

        return headers;
    }

    private static HttpResponseMessage ToMessage(HttpRequestMessage request, ApiResponse response)
    {
        ReadOnlyMemory<byte> body = request.Method == HttpMethod.Head ? default : response.Body;
        bool isCut = response.Delivery == Delivery.Truncated && body.Length > 0;
        HttpResponseMessage message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = isCut ? new StreamContent(new TruncatedStream(body[..(body.Length / 2)].ToArray())) : new ReadOnlyMemoryContent(body),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        foreach ((string? name, string? value) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
