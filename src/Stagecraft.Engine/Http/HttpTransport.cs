using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml;

namespace Stagecraft.Engine.Http;

/// <summary>One attempt at one request: sends it, and reads the response to its end within the timeout of the request.</summary>
internal sealed class HttpTransport(HttpMessageInvoker socket, ApiAddress address, TimeProvider time)
{
    private const int LargestBody = 32 * 1024 * 1024;
    private const int LargestErrorBody = 64 * 1024;

    /// <exception cref="HttpRequestException">There is no response.</exception>
    /// <exception cref="IOException">The response is incomplete.</exception>
    /// <exception cref="TimeoutException">The timeout elapsed.</exception>
    public async Task<ApiResponse<T>> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new CancellationTokenSource(request.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        SendOnce once = new(request.Guard);
        using SendOnceContent? content = request.IsRead ? null : new SendOnceContent(request.Body ?? [], request.Guard);
        using HttpRequestMessage message = Message(request, once, content);
        try
        {
            request.MayHaveTakenEffect = true;
            long sentAt = time.GetTimestamp();
            using HttpResponseMessage response = await socket.SendAsync(message, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, sentAt, read, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException) when (once.IsWithdrawn || content is { IsWithdrawn: true })
        {
            throw Failures.Withdrawn(request);
        }
        catch (OperationCanceledException e)
            when (IsConnectTimeout(e) && request.IsRead && !either.IsCancellationRequested)
        {
            // For a write, a handler of the program can be the cause, after the request was sent.
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, e.Message, new SocketException((int)SocketError.TimedOut));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no complete response within {request.Timeout.TotalSeconds:0} seconds", e);
        }
    }

    private static bool IsConnectTimeout(OperationCanceledException e) => e.InnerException is TimeoutException;

    private static async Task<ApiResponse<T>> ReadAsync<T>(
        HttpResponseMessage response, long sentAt, ReadBody<T> read, CancellationToken cancellationToken)
    {
        ApiResponse<T> result = new ApiResponse<T>
        {
            Status = (int)response.StatusCode,
            RequestId = HeaderReader.RequestId(response.Headers),
            ServerTime = response.Headers.Date,
            SentAt = sentAt,
            Limits = HeaderReader.RateLimits(response.Headers),
        };
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        BodyStream body = new BodyStream(stream, result.IsSuccess ? LargestBody : LargestErrorBody);
        await using (body.ConfigureAwait(false))
        {
            if (!result.IsSuccess)
            {
                return result with { ErrorBody = await ReadErrorAsync(body, cancellationToken).ConfigureAwait(false) };
            }

            try
            {
                ResponseBody content = new ResponseBody(response.Content.Headers.ContentType?.MediaType, body);
                return result with { Value = await read(content, cancellationToken).ConfigureAwait(false) };
            }
            catch (Exception e) when (e is JsonException or XmlException)
            {
                return result with { Unreadable = e };
            }
        }
    }

    /// <summary>The whole body; null if it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadErrorAsync(BodyStream body, CancellationToken cancellationToken)
    {
        using MemoryStream copy = new();
        try
        {
            await body.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            return copy.ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private HttpRequestMessage Message(ApiRequest request, SendOnce once, SendOnceContent? content)
    {
        HttpRequestMessage message = new HttpRequestMessage(request.Method, address.Of(request.Path, request.Query))
        {
            // Reads share one HTTP/2 connection. HTTP/1.1 sends the headers of a write with its content, so that nothing is sent if the
            // precondition fails.
            Version = content is null ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content is not null ? content : request.Body is null ? null : new ByteArrayContent(request.Body),
        };
        message.Options.Set(ApiRequest.Key, request);
        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        if (content is not null)
        {
            message.Options.Set(SendOnce.Key, once);
        }

        if (request.Body is not null)
        {
            message.Content!.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        return message;
    }
}
