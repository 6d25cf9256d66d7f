using System.Text;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>Requests about resources other than droplets. Objects are kept as JSON, because an update has to send back members that this
/// version does not know.</summary>
internal sealed class ResourceClient(ApiPipeline pipeline, ListReader lists)
{
    /// <summary>Reads a list completely, sorted by id.</summary>
    public async Task<Listing<JsonObject>> ListAsync(ResourceRoute route, RequestPriority priority, CancellationToken cancellationToken)
    {
        ListRequest<JsonObject> request = new()
        {
            Path = route.Path,
            Scope = route.Scope,
            Kind = new RequestKind(priority),
            ReadPage = (body, token) => ReadPageAsync(body, route, token),
            Order = Comparer<JsonObject>.Create((a, b) => string.CompareOrdinal(a.Text(route.IdKey), b.Text(route.IdKey))),
        };
        ListStart<JsonObject> start = await lists.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        return await lists.FinishAsync(start, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a write. A POST is not repeated after an unclear failure.</summary>
    /// <param name="method">POST, PUT or DELETE.</param>
    /// <param name="path">The path; it contains no secret.</param>
    /// <param name="body">The body, or null for none.</param>
    /// <param name="scope">The scope that the request requires.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait. An attempt in flight can still take effect.</param>
    /// <param name="read">Reads the new resource from the response, or null. Default: the response is not used.</param>
    /// <param name="secret">The part of the body that no message may contain. Default: none.</param>
    public async Task<UpdateOutcome> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string scope,
        Func<bool> precondition,
        CancellationToken cancellationToken,
        Func<JsonObject, Resource>? read = null,
        string? secret = null)
    {
        ApiRequest request = new()
        {
            Method = method,
            Path = path,
            Body = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()),
            Secret = secret,
            Scope = scope,
            Guard = precondition,
        };
        return await SendAsync(request, (response, token) => ReadAsync(response, read, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a write and returns its outcome.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the response: the new resource, or anything else.</param>
    /// <param name="cancellationToken">Cancels the wait. An attempt in flight can still take effect.</param>
    public async Task<UpdateOutcome> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        try
        {
            (Dated<T> sent, _) = await pipeline.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
            return new UpdateOutcome.Accepted { Resource = sent.Value as Resource };
        }
        catch (CloudException e)
        {
            return (e.Kind, e.Failure.Status) switch
            {
                (FailureKind.Refused, 404) => new UpdateOutcome.NotFound(e.Failure),
                (FailureKind.Withdrawn, _) when request.MayHaveTakenEffect => new UpdateOutcome.Unclear(e.Failure),
                _ => UpdateOutcome.Of(e),
            };
        }
        catch (OperationCanceledException)
        {
            return request.MayHaveTakenEffect ? new UpdateOutcome.Unclear(Failures.Canceled(request)) : new UpdateOutcome.Stale();
        }
    }

    private static async ValueTask<ListPage<JsonObject>> ReadPageAsync(
        ResponseBody body, ResourceRoute route, CancellationToken cancellationToken)
    {
        JsonObject page = await body.ReadJsonAsync(WireContext.Default.JsonObject, cancellationToken).ConfigureAwait(false);
        List<JsonObject> items = [.. route.IsMap ? page.Members(route.Items, route.IdKey) : page.Objects(route.Items)];
        items.ForEach(item => item[route.IdKey] = route.HasNumericIds ? item.DropletId(route.IdKey).Value : item.Text(route.IdKey));
        return new ListPage<JsonObject>(
            items, page.Object("meta").Integer("total"), page.OptionalObject("links")?.OptionalObject("pages")?.OptionalText("next"));
    }

    private static async ValueTask<Resource?> ReadAsync(
        ResponseBody body, Func<JsonObject, Resource>? read, CancellationToken cancellationToken)
    {
        if (read is null)
        {
            await body.IsEmptyOrJsonAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        return read(await body.ReadJsonAsync(WireContext.Default.JsonObject, cancellationToken).ConfigureAwait(false));
    }
}
