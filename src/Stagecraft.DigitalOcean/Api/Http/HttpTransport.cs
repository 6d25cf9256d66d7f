using System.Net.Http.Headers;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>One attempt at one request: sends it, and reads the answer to its end within the request's time.</summary>
internal sealed class HttpTransport(HttpMessageInvoker socket, ApiAddress address, TimeProvider time)
{
    private const int LargestBody = 32 * 1024 * 1024;
    private const int LargestErrorBody = 64 * 1024;

    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="IOException">Half an answer.</exception>
    /// <exception cref="TimeoutException">Not in time.</exception>
    public async Task<HttpAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using HttpRequestMessage message = Message(request);
        try
        {
            request.MayHaveTakenEffect = true;
            long sentAt = time.GetTimestamp();
            using HttpResponseMessage response = await socket.SendAsync(message, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, sentAt, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no complete answer within {request.Timeout.TotalSeconds:0} seconds", e);
        }
    }

    private static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, long sentAt, CancellationToken cancellationToken)
    {
        int limit = response.IsSuccessStatusCode ? LargestBody : LargestErrorBody;
        return new HttpAnswer
        {
            Status = (int)response.StatusCode,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            RequestId = HeaderReader.RequestId(response.Headers),
            ServerTime = response.Headers.Date,
            SentAt = sentAt,
            Limits = HeaderReader.RateLimits(response.Headers),
            Body = await BodyReader.ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false),
        };
    }

    private HttpRequestMessage Message(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, address.Of(request.Path, request.Query));
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
