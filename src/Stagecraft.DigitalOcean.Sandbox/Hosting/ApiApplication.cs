using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox.Hosting;

/// <summary>Carries requests from Kestrel to the site and the API and the answers back.</summary>
internal sealed class ApiApplication(SandboxApi api, Site site, SandboxOptions options) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing but the features, which are Kestrel's.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        ApiRequest request = await ReadAsync(context).ConfigureAwait(false);
        if (site.Handle(request) is { } page)
        {
            await WriteAsync(context, page).ConfigureAwait(false);
            return;
        }

        TimeSpan latency = api.Latency / 2;
        await Pause.ForAsync(latency, options.TimeProvider, context.RequestAborted).ConfigureAwait(false);
        ApiResponse answer = api.Handle(request);
        await Pause.ForAsync(latency + answer.Delay, options.TimeProvider, context.RequestAborted).ConfigureAwait(false);
        switch (answer.Delivery)
        {
            case Delivery.Dropped:
                context.Abort();
                break;
            case Delivery.None:
                await Pause.ForeverAsync(context.RequestAborted).ConfigureAwait(false);
                break;
            default:
                await WriteAsync(context, answer).ConfigureAwait(false);
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
            http.Headers.Authorization,
            ReadOnlyMemory<byte>.Empty);
        if (!options.AllowRemote && !IsLocal(http.Host))
        {
            return request with { Error = ApiError.BadRequest("The sandbox answers on loopback addresses only.") };
        }
        // Not waited for: it may never come.
        if (http.ContentLength > ApiRequest.MaxBody)
        {
            return request with { Error = ApiError.TooLarge() };
        }

        try
        {
            return request with { Body = await BoundedBody.ReadAsync(http.Body, context.RequestAborted).ConfigureAwait(false) };
        }
        catch (IOException error)
        {
            // Kestrel has an exception for bad requests, but does not throw it for a chunk's size that is too large for a number.
            return request with { Error = ApiError.BadRequest(error.Message) };
        }
    }

    /// <summary>A web page can give its own host name this machine's address; the browser then sends that name.</summary>
    private static bool IsLocal(HostString host) =>
        host.Host == "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static async Task WriteAsync(HttpContext context, ApiResponse answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach ((string? name, string? value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentLength = answer.Body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        // A body shorter than its header says: Kestrel sends what there is, then closes the connection. An abort could overtake it.
        int sent = answer.Delivery == Delivery.Truncated ? answer.Body.Length / 2 : answer.Body.Length;
        await response.Body.WriteAsync(answer.Body[..sent], context.RequestAborted).ConfigureAwait(false);
    }
}
