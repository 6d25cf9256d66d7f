using System.Net;
using System.Net.Http.Headers;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;

namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>
/// Answers without a socket and, where nothing waits, before <see cref="SendAsync"/> returns, so that tests under a virtual clock
/// stay on one thread.
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
        ApiResponse answer = api.Handle(new ApiRequest(
            request.Method.Method,
            uri.GetLeftPart(UriPartial.Authority),
            uri.PathAndQuery,
            request.Headers.Authorization?.ToString(),
            body));
        await Pause.ForAsync(latency + answer.Delay, time, cancellationToken).ConfigureAwait(false);
        switch (answer.Delivery)
        {
            case Delivery.Dropped:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection without an answer.");
            case Delivery.None:
                await Pause.ForeverAsync(cancellationToken).ConfigureAwait(false);
                break;
        }

        return Response(request, answer);
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, ApiResponse answer)
    {
        ReadOnlyMemory<byte> body = request.Method == HttpMethod.Head ? default : answer.Body;
        bool isCut = answer.Delivery == Delivery.Truncated && body.Length > 0;
        HttpResponseMessage response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = isCut ? new StreamContent(new TruncatedStream(body[..(body.Length / 2)].ToArray())) : new ReadOnlyMemoryContent(body),
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        foreach ((string? name, string? value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
