using System.Net;
using System.Net.Http.Headers;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;

namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>
/// Handles requests without a socket. Without latency or delay it completes synchronously, so that tests with a virtual clock run on
/// one thread.
/// </summary>
internal sealed class InMemoryHandler(SandboxApi api, TimeProvider time) : HttpMessageHandler
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
            request.Headers.Authorization?.ToString(),
            body)
        {
            Dangerous = request.Headers.TryGetValues("X-Dangerous", out IEnumerable<string>? values) ? values.First() : null,
        });
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
