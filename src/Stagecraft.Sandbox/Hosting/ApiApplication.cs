using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>Passes Kestrel requests to the site or the API and sends the responses.</summary>
internal sealed class ApiApplication(ISandboxApi api, Func<ApiRequest, ApiResponse?> site, ServerOptions options)
    : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Kestrel owns the features; there is nothing else to dispose.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        ApiRequest request = await ReadAsync(context).ConfigureAwait(false);
        if (site(request) is { } page)
        {
            await WriteAsync(context, page).ConfigureAwait(false);
            return;
        }

        TimeSpan latency = api.Latency / 2;
        await Pause.ForAsync(latency, options.TimeProvider, context.RequestAborted).ConfigureAwait(false);
        ApiResponse response = api.Handle(request);
        await Pause.ForAsync(latency + response.Delay, options.TimeProvider, context.RequestAborted).ConfigureAwait(false);
        switch (response.Delivery)
        {
            case Delivery.Dropped:
                context.Abort();
                break;
            case Delivery.None:
                await Pause.ForeverAsync(context.RequestAborted).ConfigureAwait(false);
                break;
            default:
                await WriteAsync(context, response).ConfigureAwait(false);
                break;
        }
    }

    private async Task<ApiRequest> ReadAsync(HttpContext context)
    {
        HttpRequest http = context.Request;
        ApiRequest request = new ApiRequest(
            http.Method,
            $"{http.Scheme}://{http.Host}",
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
            ReadOnlyMemory<byte>.Empty);
        if (!options.AllowRemote && !IsLocal(http.Host))
        {
            return request with { Rejection = RejectedRequest.Remote };
        }

        // Do not wait for a body that is not used or may never arrive.
        if (request.IsRead)
        {
            return request;
        }

        if (http.ContentLength > ApiRequest.MaxBody)
        {
            return request with { Rejection = RejectedRequest.TooLarge };
        }

        try
        {
            return request with { Body = await BoundedBody.ReadAsync(http.Body, context.RequestAborted).ConfigureAwait(false) };
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return request with { Rejection = RejectedRequest.BodyTimeout };
        }
        catch (IOException)
        {
            // Kestrel does not throw its exception for bad requests if the size of a chunk overflows.
            return request with { Rejection = RejectedRequest.Malformed };
        }
    }

    /// <summary>Prevents DNS rebinding: a web page can resolve its host name to this machine; the browser sends that name.</summary>
    private static bool IsLocal(HostString host) =>
        host.Host == "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static async Task WriteAsync(HttpContext context, ApiResponse response)
    {
        HttpResponse http = context.Response;
        http.StatusCode = response.Status;
        http.ContentType = response.ContentType;
        foreach ((string? name, string? value) in response.Headers)
        {
            http.Headers[name] = value;
        }

        if (response.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        http.ContentLength = response.Body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        // Kestrel sends a body that is shorter than Content-Length and closes the connection. An abort could discard the body.
        int sent = response.Delivery == Delivery.Truncated ? response.Body.Length / 2 : response.Body.Length;
        await http.Body.WriteAsync(response.Body[..sent], context.RequestAborted).ConfigureAwait(false);
    }
}
