using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>The part of the DigitalOcean API v2 that droplets need. Creates and deletes return outcomes; all else throws
/// <see cref="CloudException"/>.</summary>
internal sealed class DigitalOceanClient : IDisposable
{
    private readonly ApiPipeline _pipeline;
    private readonly ListReader _lists;

    /// <param name="apiUrl">HTTPS, or HTTP to a loopback address.</param>
    /// <param name="token">It is sent only to the scheme, host and port of <paramref name="apiUrl"/>.</param>
    /// <param name="handler">It sends the requests and is not disposed. Null creates one.</param>
    /// <param name="governor">Shared by all clients of a token.</param>
    /// <param name="time">The clock of all waits.</param>
    /// <param name="random">Jitter of retries. It can be shared: it is locked while it is used.</param>
    /// <param name="progress">Receives retries and waits, on any thread.</param>
    /// <param name="log">Receives each attempt.</param>
    /// <exception cref="CloudProviderException"><c>config_invalid</c>: a token must not be sent to the address; <c>unauthorized</c>: the
    /// token has invalid characters.</exception>
    public DigitalOceanClient(
        Uri apiUrl,
        string token,
        HttpMessageHandler? handler,
        RateGovernor governor,
        TimeProvider time,
        Random random,
        IProgress<InfraEvent>? progress,
        ProviderLog? log = null)
    {
        ApiAddress address = new(DropletTerms.Terms.Provider, WithoutVersion(apiUrl));
        _pipeline = new ApiPipeline(address, new DigitalOceanProtocol(token), handler, governor, time, random, progress, log);
        _lists = new ListReader(_pipeline, time, progress);
        Resources = new ResourceClient(_pipeline, _lists);
    }

    /// <summary>The other resources of the account.</summary>
    public ResourceClient Resources { get; }

    public Task<Dated<Account>> GetAccountAsync(CancellationToken cancellationToken) =>
        ReadAsync(Get("/v2/account", "account:read"), WireReader.AccountAsync, cancellationToken);

    /// <summary>The list has its own rate limit, ten requests per minute.</summary>
    public Task<Listing<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.SshKeys, cancellationToken);

    /// <summary>As <see cref="ListSshKeysAsync"/>, but fails with <see cref="FailureKind.RateLimited"/> if that limit delays it.</summary>
    public Task<Listing<SshKey>> ListSshKeysNowAsync(CancellationToken cancellationToken) =>
        ListAsync(ApiLists.SshKeys with { IsGivenUpIfDelayed = true }, cancellationToken);

    /// <summary>The value is null if the API states that it does not exist.</summary>
    public Task<Dated<SshKey?>> GetSshKeyAsync(string idOrFingerprint, CancellationToken cancellationToken) =>
        FindAsync(Get("/v2/account/keys/" + Segment(idOrFingerprint), "ssh_key:read"), WireReader.SshKeyAsync, cancellationToken);

    public Task<Listing<Region>> ListRegionsAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Regions, cancellationToken);

    public Task<Listing<Size>> ListSizesAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Sizes, cancellationToken);

    /// <summary>The value is null if the API states that it does not exist.</summary>
    public Task<Dated<Image?>> GetImageAsync(string slugOrId, CancellationToken cancellationToken) =>
        FindAsync(Get("/v2/images/" + Segment(slugOrId), "image:read"), WireReader.ImageAsync, cancellationToken);

    public Task<Listing<Tag>> ListTagsAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Tags, cancellationToken);

    public Task<ListStart<Machine>> BeginListDropletsAsync(
        DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) =>
        _lists.BeginAsync(ApiLists.Droplets(query, priority), cancellationToken);

    /// <summary>Reads the other pages of a list.</summary>
    public Task<Listing<T>> FinishListAsync<T>(ListStart<T> start, CancellationToken cancellationToken) =>
        _lists.FinishAsync(start, cancellationToken);

    public Task<Listing<Machine>> ListDropletsAsync(DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) =>
        ListAsync(ApiLists.Droplets(query, priority), cancellationToken);

    /// <summary>The value is null if the API states that it does not exist.</summary>
    public Task<Dated<Machine?>> GetDropletAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken) =>
        FindAsync(
            Get(DropletPath(id), "droplet:read", priority), (body, token) => WireReader.DropletAsync(body, id, token), cancellationToken);

    /// <summary>The first page of 200 actions; the API does not document their order.</summary>
    public Task<Dated<IReadOnlyList<DropletAction>>> GetActionsAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(Get("/v2/actions", "actions:read", priority, "per_page=200&page=1"), WireReader.ActionsAsync, cancellationToken);

    /// <summary>Creates one to ten droplets. The request is repeated only if it provably had no effect.</summary>
    /// <param name="droplets">The droplets.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent. A request in flight is not canceled.</param>
    public async Task<CreateOutcome> CreateDropletsAsync(
        CreateDroplets droplets, Func<bool>? precondition, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(droplets.Names.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(droplets.Names.Count, CreateDroplets.MaxNames);
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "/v2/droplets",
            Body = JsonSerializer.SerializeToUtf8Bytes(droplets, WireContext.Default.CreateDroplets),
            Secret = droplets.UserData,
            Guard = precondition,
            Scope = "droplet:create" + (droplets.Tags.Count == 0 ? "" : ", tag:create") + (droplets.VpcUuid is null ? "" : ", vpc:read"),
        };
        try
        {
            Dated<IReadOnlyList<Machine>> created =
                await ReadAsync(request, WireReader.CreatedDropletsAsync, cancellationToken).ConfigureAwait(false);
            return new CreateOutcome.Accepted(created.Value);
        }
        catch (CloudException e)
        {
            return CreateOutcome.Of(e);
        }
        catch (OperationCanceledException) when (!request.MayHaveTakenEffect)
        {
            return new CreateOutcome.Stale();
        }
    }

    /// <param name="id">The droplet.</param>
    /// <param name="precondition">Called immediately before each attempt, after any wait. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait. An attempt in flight can still take effect.</param>
    public async Task<DeleteOutcome> DeleteDropletAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Delete,
            Path = DropletPath(id),
            Scope = "droplet:delete",
            Guard = precondition,
        };
        try
        {
            await _pipeline.SendAsync(request, static (body, token) => body.IsEmptyOrJsonAsync(token), cancellationToken)
                .ConfigureAwait(false);
            return new DeleteOutcome.Accepted();
        }
        catch (CloudException e)
        {
            return (e.Kind, e.Failure.Status) switch
            {
                (FailureKind.Withdrawn, _) when !request.MayHaveTakenEffect => new DeleteOutcome.Stale(),
                (FailureKind.Refused, 404) => new DeleteOutcome.NotFound(),

                // An earlier attempt can be the reason.
                (FailureKind.Refused, _) when request.MayHaveTakenEffect => new DeleteOutcome.Failed(e.Failure),
                (FailureKind.Refused, 422) => new DeleteOutcome.Pending(e.Failure),
                (FailureKind.Refused, _) => new DeleteOutcome.Refused(e.Failure),
                _ => new DeleteOutcome.Failed(e.Failure),
            };
        }
        catch (OperationCanceledException) when (!request.MayHaveTakenEffect)
        {
            return new DeleteOutcome.Stale();
        }
    }

    /// <summary>Creates a tag if it does not exist.</summary>
    /// <returns>The tag in the account's spelling; null if the outcome is a failure.</returns>
    public async Task<(UpdateOutcome Outcome, string? Spelled)> EnsureTagAsync(string name, CancellationToken cancellationToken)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "/v2/tags",
            Body = JsonSerializer.SerializeToUtf8Bytes(new Tag(name), WireContext.Default.Tag),
            Scope = "tag:create",
            IsIdempotentPost = true,
        };
        string? spelled = null;
        UpdateOutcome outcome = await Resources.SendAsync(
            request,
            async (body, token) => spelled = (await WireReader.TagAsync(body, name, token).ConfigureAwait(false)).Name,
            cancellationToken).ConfigureAwait(false);
        return (outcome, spelled);
    }

    /// <summary>Attaches a tag to droplets. Repeating it has no further effect.</summary>
    /// <param name="tag">The tag in the account's spelling.</param>
    /// <param name="ids">The droplets.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait. An attempt in flight can still take effect.</param>
    public Task<UpdateOutcome> AttachTagAsync(
        string tag, IReadOnlyList<ResourceId> ids, Func<bool>? precondition, CancellationToken cancellationToken) =>
        TagAsync(HttpMethod.Post, tag, ids, precondition, cancellationToken);

    /// <summary>Detaches a tag from droplets. The parameters are those of <see cref="AttachTagAsync"/>.</summary>
    public Task<UpdateOutcome> DetachTagAsync(
        string tag, IReadOnlyList<ResourceId> ids, Func<bool>? precondition, CancellationToken cancellationToken) =>
        TagAsync(HttpMethod.Delete, tag, ids, precondition, cancellationToken);

    /// <summary>Starts an action of a droplet.</summary>
    /// <param name="id">The droplet.</param>
    /// <param name="action">The body.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait. An attempt in flight can still take effect.</param>
    public Task<UpdateOutcome> ActAsync(
        ResourceId id, JsonObject action, Func<bool>? precondition, CancellationToken cancellationToken)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = $"/v2/droplets/{id}/actions",
            Body = Encoding.UTF8.GetBytes(action.ToJsonString()),
            Scope = "droplet:update" + (action["type"]?.ToString() switch
            {
                "snapshot" => ", image:create",
                "resize" => ", droplet:create",
                _ => "",
            }),
            Guard = precondition,
        };
        return Resources.SendAsync(request, static (body, token) => body.IsEmptyOrJsonAsync(token), cancellationToken);
    }

    public void Dispose() => _pipeline.Dispose();

    private Task<UpdateOutcome> TagAsync(
        HttpMethod method, string tag, IReadOnlyList<ResourceId> ids, Func<bool>? precondition, CancellationToken cancellationToken)
    {
        WireTagging tagging = new([.. ids.Select(id => new WireTagging.Resource(id.Value, "droplet"))]);
        ApiRequest request = new()
        {
            Method = method,
            Path = $"/v2/tags/{Segment(tag)}/resources",
            Body = JsonSerializer.SerializeToUtf8Bytes(tagging, WireContext.Default.WireTagging),
            Scope = method == HttpMethod.Post ? "tag:create, droplet:update" : "tag:delete, droplet:update",
            IsIdempotentPost = method == HttpMethod.Post,
            Guard = precondition,
        };
        return Resources.SendAsync(request, static (body, token) => body.IsEmptyOrJsonAsync(token), cancellationToken);
    }

    private async Task<Listing<T>> ListAsync<T>(ListRequest<T> request, CancellationToken cancellationToken) =>
        await _lists.FinishAsync(await _lists.BeginAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    private async Task<Dated<T?>> FindAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ReadAsync<T?>(
                request, async (body, token) => await read(body, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e) when (e is { Kind: FailureKind.Refused, Failure.Status: 404 })
        {
            return new Dated<T?>(null, e.ServerTime);
        }
    }

    private async Task<Dated<T>> ReadAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        (Dated<T> value, _) = await _pipeline.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        return value;
    }

    private static ApiRequest Get(string path, string scope, RequestPriority priority = RequestPriority.Working, string query = "") =>
        new() { Method = HttpMethod.Get, IsRead = true, Path = path, Query = query, Scope = scope, Kind = new RequestKind(priority) };

    // The paths of the requests contain the version of the API; an address in its documentation does too.
    private static Uri WithoutVersion(Uri apiUrl) =>
        apiUrl.IsAbsoluteUri && apiUrl.AbsolutePath.TrimEnd('/').EndsWith("/v2", StringComparison.Ordinal)
            ? new UriBuilder(apiUrl) { Path = apiUrl.AbsolutePath.TrimEnd('/')[..^3] }.Uri
            : apiUrl;

    private static string DropletPath(ResourceId id) => "/v2/droplets/" + Segment(id.Value);

    // A segment of dots only would change the path.
    private static string Segment(string name) =>
        name.Trim('.').Length == 0
            ? throw new ArgumentException("A path segment is required.", nameof(name))
            : Uri.EscapeDataString(name).Replace("%3A", ":", StringComparison.Ordinal);
}
